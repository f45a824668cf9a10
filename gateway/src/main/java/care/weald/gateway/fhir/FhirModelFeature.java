package care.weald.gateway.fhir;

import ca.uhn.fhir.context.FhirVersionEnum;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.Properties;
import java.util.Set;
import org.graalvm.nativeimage.hosted.Feature;
import org.graalvm.nativeimage.hosted.RuntimeReflection;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.r4.hapi.ctx.FhirR4;
import org.hl7.fhir.r4.model.Enumerations;

/**
 * Keeps what {@link Xml} needs in a native executable: HAPI FHIR finds the fields of its R4 model by reflection, and
 * makes its objects so. Every type that HAPI lists, what those types inherit from, are made of and enclose is registered.
 */
public final class FhirModelFeature implements Feature {

    private static final String LIST = "/org/hl7/fhir/r4/hapi/model/fhirversion.properties";

    @Override
    public String getDescription() {
        return "FHIR R4 model for reading and writing XML";
    }

    @Override
    public void beforeAnalysis(BeforeAnalysisAccess access) {
        Arrays.stream(FhirVersionEnum.values()).map(Object::getClass).forEach(FhirModelFeature::register);
        register(FhirR4.class);
        model(access).forEach(FhirModelFeature::register);
    }

    private static Set<Class<?>> model(BeforeAnalysisAccess access) {
        Deque<Class<?>> open = new ArrayDeque<>();
        open.add(Enumerations.class);
        for (Object name : listed().values()) {
            open.add(access.findClassByName((String) name));
        }
        Set<Class<?>> all = new HashSet<>();
        while (!open.isEmpty()) {
            Class<?> type = open.remove();
            if (all.add(type)) {
                open.addAll(Arrays.asList(type.getDeclaredClasses()));
                Class<?> parent = type.getSuperclass();
                if (parent != null && IBase.class.isAssignableFrom(parent)) {
                    open.add(parent);
                }
            }
        }
        return all;
    }

    private static Properties listed() {
        try (InputStream list = FhirR4.class.getResourceAsStream(LIST)) {
            Properties types = new Properties();
            types.load(list);
            return types;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void register(Class<?> type) {
        RuntimeReflection.register(type);
        RuntimeReflection.register(type.getDeclaredConstructors());
        RuntimeReflection.register(type.getDeclaredFields());
    }
}
