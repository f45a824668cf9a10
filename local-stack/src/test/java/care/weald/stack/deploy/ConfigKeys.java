package care.weald.stack.deploy;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The configuration keys of the services, read from the source of their {@code @ConfigMapping} interfaces. An entry of a
 * map or list is written {@code *}.
 */
final class ConfigKeys {

    private ConfigKeys() {}

    static Set<String> all() {
        List<Path> sources = Repository.SERVICES.stream()
                .flatMap(service -> Repository.files(service + "/src/main/java", ".java").stream())
                .filter(file -> Repository.read(file).contains("@ConfigMapping"))
                .toList();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Set<String> keys = new TreeSet<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources));
            for (CompilationUnitTree unit : task.parse()) {
                unit.getTypeDecls().forEach(type -> mapping(type, keys));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return keys;
    }

    private static void mapping(Tree tree, Collection<String> keys) {
        if (tree instanceof ClassTree type) {
            argument(type.getModifiers(), "ConfigMapping")
                    .ifPresent(prefix -> members(type, types(type), prefix, keys));
            types(type).values().forEach(inner -> mapping(inner, keys));
        }
    }

    private static Map<String, ClassTree> types(ClassTree outer) {
        return outer.getMembers().stream()
                .filter(ClassTree.class::isInstance)
                .map(ClassTree.class::cast)
                .collect(Collectors.toMap(type -> type.getSimpleName().toString(), Function.identity()));
    }

    private static void members(ClassTree type, Map<String, ClassTree> types, String prefix, Collection<String> keys) {
        for (Tree member : type.getMembers()) {
            if (member instanceof MethodTree method && method.getParameters().isEmpty()) {
                String name = argument(method.getModifiers(), "WithName")
                        .orElseGet(() -> kebab(method.getName().toString()));
                boolean unnamed = method.getModifiers().toString().contains("@WithParentName");
                value(method.getReturnType().toString(), types, unnamed ? prefix : prefix + "." + name, keys);
            }
        }
    }

    private static void value(String written, Map<String, ClassTree> types, String key, Collection<String> keys) {
        String name = written.replace("Optional<", "");
        if (name.startsWith("Map<") || name.startsWith("List<") || name.startsWith("Set<")) {
            String element = name.substring(Math.max(name.indexOf('<'), name.indexOf(',')) + 1)
                    .strip();
            boolean nested = types.containsKey(element.replace(">", ""));
            value(element, types, name.startsWith("Map<") || nested ? key + ".*" : key, keys);
            return;
        }
        ClassTree nested = types.get(name.replace(">", ""));
        if (nested != null && nested.getKind() == Tree.Kind.INTERFACE) {
            members(nested, types, key, keys);
        } else {
            keys.add(key);
        }
    }

    private static Optional<String> argument(ModifiersTree modifiers, String annotation) {
        return modifiers.getAnnotations().stream()
                .filter(one -> one.getAnnotationType().toString().equals(annotation))
                .map(AnnotationTree::getArguments)
                .map(List::getFirst)
                .map(ConfigKeys::text)
                .findFirst();
    }

    private static String text(ExpressionTree argument) {
        ExpressionTree value = argument instanceof AssignmentTree assigned ? assigned.getExpression() : argument;
        return value instanceof LiteralTree literal ? String.valueOf(literal.getValue()) : value.toString();
    }

    private static String kebab(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }
}
