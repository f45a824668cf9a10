package care.weald.consent.support;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The file of agreements that the service under test starts with. */
public class Partners implements QuarkusTestResourceLifecycleManager {

    /** A general practice with every purpose and feeds. */
    public static final String PRACTICE = "KZ016";

    /** A hospital, for TREAT only, that leaves out categories 5 and 6 and sends no feeds. */
    public static final String HOSPITAL = "RXH01";

    /** A processor: a host of source systems. */
    public static final String HOST = "HST01";

    /** An organisation whose agreement ended. */
    public static final String LAPSED = "LAP01";

    private static final String FILE = """
            {"agreements":[
              {"organisation":"KZ016","name":"Oakfield Health Centre","type":"JCA",
               "purposes":["TREAT","ETREAT","COC","HOPERAT","PATRQT","BTG"],"feeds":true,"from":"2020-01-01","to":"2099-12-31"},
              {"organisation":"RXH01","name":"Northgate Hospital","type":"JCA","purposes":["TREAT"],
               "excludedCategories":["cat-05","cat-06"],"from":"2020-01-01","to":"2099-12-31"},
              {"organisation":"HST01","name":"Hosting Company","type":"DPA","purposes":["TREAT"],"feeds":true,
               "processor":true,"from":"2020-01-01","to":"2099-12-31"},
              {"organisation":"LAP01","name":"Former Partner","type":"JCA","purposes":["TREAT"],"feeds":true,
               "from":"2020-01-01","to":"2026-03-28"}]}""";

    @Override
    public Map<String, String> start() {
        try {
            Path file = Files.createTempFile("agreements", ".json");
            Files.writeString(file, FILE);
            return Map.of("weald.consent.agreements.file", file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {}
}
