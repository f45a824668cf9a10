package care.weald.record.subjectaccess;

import care.weald.record.subjectaccess.RequestRepository.PackFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The files of a pack as one. */
final class Zip {

    private Zip() {}

    /** The files and, where there is one, the person's access log. */
    static byte[] of(List<PackFile> files, byte[] accessLog) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (PackFile file : files) {
                add(zip, file.name(), file.content());
            }
            if (accessLog.length > 0) {
                add(zip, "access-log.html", accessLog);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }
}
