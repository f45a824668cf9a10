package care.weald.audit.tree;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.audit.log.Leaf;
import care.weald.audit.tree.Merkle.Span;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MerkleTest {

    /** The leaves and roots of the test tree that Certificate Transparency implementations share. */
    private static final List<String> LEAVES =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");

    private static final List<String> ROOTS = List.of(
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    @Test
    void theSharedTestTreeHasItsRoots() {
        Nodes nodes = new Nodes();
        for (int i = 0; i < LEAVES.size(); i++) {
            nodes.put(0, i, Leaf.hash(HexFormat.of().parseHex(LEAVES.get(i))));

            assertEquals(ROOTS.get(i), HexFormat.of().formatHex(Merkle.hash(new Span(0, i + 1), nodes)));
        }
    }

    @Test
    void everyLeafOfEverySmallTreeIsProved() {
        Nodes nodes = leaves(70);
        for (int size = 1; size <= 70; size++) {
            byte[] root = Merkle.hash(new Span(0, size), nodes);
            for (int index = 0; index < size; index++) {
                List<byte[]> path = hashes(Merkle.inclusion(index, size), nodes);

                assertArrayEquals(root, Merkle.rootOf(nodes.get(0, index), index, size, path));
            }
        }
    }

    @Test
    void everySmallTreeIsTheBeginningOfEveryLargerOne() {
        Nodes nodes = leaves(70);
        for (int size = 1; size <= 70; size++) {
            for (int old = 1; old < size; old++) {
                assertTrue(isConsistent(old, size, nodes));
            }
        }
    }

    @Test
    void aTreeWithAnotherLeafIsNotItsBeginning() {
        Nodes nodes = leaves(40);
        byte[] root = Merkle.hash(new Span(0, 40), nodes);
        List<byte[]> path = hashes(Merkle.consistency(17, 40), nodes);
        nodes.put(0, 5, Leaf.hash(new byte[] {9}));

        assertFalse(Merkle.isConsistent(17, Merkle.hash(new Span(0, 17), nodes), 40, root, path));
    }

    @Test
    void aPathThatIsShorterLongerOrOfAnotherPlaceProvesNothing() {
        Nodes nodes = leaves(40);
        byte[] root = Merkle.hash(new Span(0, 40), nodes);
        List<byte[]> path = hashes(Merkle.inclusion(17, 40), nodes);
        List<byte[]> longer = new ArrayList<>(path);
        longer.add(root);

        byte[] leaf = nodes.get(0, 17);
        assertFalse(java.util.Arrays.equals(root, Merkle.rootOf(leaf, 18, 40, path)));
        assertFalse(java.util.Arrays.equals(root, Merkle.rootOf(leaf, 17, 40, path.subList(1, path.size()))));
        assertEquals(0, Merkle.rootOf(leaf, 17, 40, longer).length);
    }

    @Test
    void aTreeThatGrowsInUnevenStepsHasTheSameTilesAndRoots() {
        // Given all leaves at once
        int all = 140_000;
        Nodes whole = leaves(all);
        Growth at = Growth.of(0, Merkle.hash(new Span(0, 0), whole), all, whole);
        // When they come in steps, each with nothing at hand but the edge and the new ones
        Random random = new Random(4);
        long size = 0;
        byte[] root = Merkle.hash(new Span(0, 0), whole);
        while (size < all) {
            long next = Math.min(all, size + 1 + random.nextInt(9_000));
            Nodes edge = new Nodes();
            Growth.edge(size).forEach(run -> {
                for (long i = run.first(); i < run.first() + run.count(); i++) {
                    edge.put(run.level(), i, whole.get(run.level(), i));
                }
            });
            for (long i = size; i < next; i++) {
                edge.put(0, i, whole.get(0, i));
            }
            Growth step = Growth.of(size, root, next, edge);
            step.full().forEach(full -> assertArrayEquals(whole.get(full.level(), full.number()), full.hash()));
            root = step.root();
            size = next;
        }
        // Then the roots agree
        assertArrayEquals(at.root(), root);
    }

    @Test
    void aTreeWhoseOldRootDoesNotComeOutAgainDoesNotGrow() {
        Nodes nodes = leaves(300);
        byte[] root = Merkle.hash(new Span(0, 200), nodes);
        nodes.put(0, 150, Leaf.hash(new byte[] {9}));

        assertThrows(Growth.Broken.class, () -> Growth.of(200, root, 300, nodes));
    }

    private static boolean isConsistent(int old, int size, Nodes nodes) {
        return Merkle.isConsistent(
                old,
                Merkle.hash(new Span(0, old), nodes),
                size,
                Merkle.hash(new Span(0, size), nodes),
                hashes(Merkle.consistency(old, size), nodes));
    }

    private static List<byte[]> hashes(List<Span> spans, Nodes nodes) {
        return spans.stream().map(span -> Merkle.hash(span, nodes)).toList();
    }

    private static Nodes leaves(int count) {
        Nodes nodes = new Nodes();
        for (int i = 0; i < count; i++) {
            nodes.put(0, i, Leaf.hash(("leaf " + i).getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        }
        return nodes;
    }
}
