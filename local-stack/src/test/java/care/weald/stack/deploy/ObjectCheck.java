package care.weald.stack.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether an object has only fields that the API knows, each of the right type, as far as can be told offline. */
final class ObjectCheck {

    private static final KubernetesSerialization API = new KubernetesSerialization();

    /** Kinds of which no Java model is at hand, with the fields of their {@code spec} that we use. */
    private static final Map<String, Set<String>> UNMODELLED = Map.of(
            "cert-manager.io/v1/Certificate",
            Set.of(
                    "isCA",
                    "commonName",
                    "secretName",
                    "duration",
                    "renewBefore",
                    "privateKey",
                    "usages",
                    "dnsNames",
                    "issuerRef"),
            "cert-manager.io/v1/ClusterIssuer",
            Set.of("selfSigned", "ca"),
            "trust.cert-manager.io/v1alpha1/Bundle",
            Set.of("sources", "target"),
            "gateway.networking.k8s.io/v1/BackendTLSPolicy",
            Set.of("targetRefs", "validation"),
            "monitoring.coreos.com/v1/ServiceMonitor",
            Set.of("jobLabel", "selector", "endpoints"),
            "monitoring.coreos.com/v1/PrometheusRule",
            Set.of("groups"));

    private ObjectCheck() {}

    /** What is wrong with {@code object}, one line a fault. */
    static List<String> faults(JsonNode object) {
        Object model;
        try {
            model = API.unmarshal(object.toString());
        } catch (KubernetesClientException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return List.of(
                    String.valueOf(cause.getMessage()).lines().findFirst().orElse("cannot be read"));
        }
        List<String> faults = new ArrayList<>();
        if (model instanceof GenericKubernetesResource) {
            unmodelled(object, faults);
        } else {
            walk(model, Manifests.kind(object), faults);
        }
        return faults;
    }

    private static void unmodelled(JsonNode object, List<String> faults) {
        String kind = object.path("apiVersion").asText() + "/" + Manifests.kind(object);
        Set<String> known = UNMODELLED.get(kind);
        if (known == null) {
            faults.add("unknown kind " + kind);
            return;
        }
        object.path("spec").fieldNames().forEachRemaining(field -> {
            if (!known.contains(field)) {
                faults.add(kind + ".spec." + field + " is not known");
            }
        });
    }

    private static void walk(Object value, String at, List<String> faults) {
        switch (value) {
            case Collection<?> many -> many.forEach(one -> walk(one, at + "[]", faults));
            case Map<?, ?> map -> map.forEach((key, one) -> walk(one, at + "." + key, faults));
            case Object bean
            when bean.getClass().getName().startsWith("io.fabric8.") && !(bean instanceof Enum<?>) ->
                fields(bean, at, faults);
            default -> {}
        }
    }

    private static void fields(Object bean, String at, List<String> faults) {
        for (Class<?> type = bean.getClass(); type != null && type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                Object value = Modifier.isStatic(field.getModifiers()) ? List.of() : read(field, bean);
                if (field.getName().equals("additionalProperties") && value instanceof Map<?, ?> unknown) {
                    unknown.keySet().forEach(name -> faults.add(at + "." + name + " is not known"));
                } else {
                    walk(value, at + "." + field.getName(), faults);
                }
            }
        }
    }

    private static Object read(Field field, Object bean) {
        try {
            field.setAccessible(true);
            Object value = field.get(bean);
            return value == null ? List.of() : value;
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
