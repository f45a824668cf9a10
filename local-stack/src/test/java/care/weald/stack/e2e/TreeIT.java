package care.weald.stack.e2e;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.stack.Json;
import care.weald.stack.e2e.Api.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The audit log's tree as a partner sees it, verified with nothing but the public key and this class. */
@ExtendWith(RunningStack.class)
class TreeIT {

    private final Api gp = Api.as("gp.bell");
    private final Api anybody = Api.as("");

    @Test
    void everyReceiptIsProvedUnderASignedHead() throws Exception {
        // Given a read and its receipt
        JsonNode receipt = receiptOf(gp.get("/fhir/Condition?patient=" + gp.person(Person.WATCHED)));
        // When its proof is asked for, by the organisation that has the receipt
        JsonNode proof = proved(receipt.path("sub").asText());
        // Then the leaf of the receipt leads to the root that the published key has signed
        byte[] leaf = sha256(
                new byte[] {0}, Base64.getDecoder().decode(proof.path("entry").asText()));
        assertEquals(receipt.path("leaf_hash").asText(), HexFormat.of().formatHex(leaf));
        assertEquals(receipt.path("index").asLong(), proof.path("index").asLong());
        String[] head = signed(proof.path("checkpoint").asText());
        assertEquals(proof.path("size").asText(), head[1]);
        assertArrayEquals(Base64.getDecoder().decode(head[2]), root(leaf, proof));
    }

    @Test
    void aReceiptIsNotProvedToAnotherOrganisationOrToNobody() throws Exception {
        JsonNode receipt = receiptOf(gp.get("/fhir/Condition?patient=" + gp.person(Person.WATCHED)));
        String path = "/audit/proofs/inclusion?event=" + receipt.path("sub").asText();
        JsonNode _ = proved(receipt.path("sub").asText());

        assertEquals(404, Api.as("nurse.ash").get(path).status());
        assertEquals(401, anybody.get(path).status());
    }

    @Test
    void headsAndTilesAreOpenToAll() throws Exception {
        JsonNode receipt = receiptOf(gp.get("/fhir/Condition?patient=" + gp.person(Person.WATCHED)));
        JsonNode _ = proved(receipt.path("sub").asText());

        String[] head = signed(anybody.get("/audit/checkpoint").body());

        assertTrue(Long.parseLong(head[1]) > receipt.path("index").asLong());
        assertEquals(200, anybody.get("/audit/tile/0/000.p/1").status());
        assertEquals(
                200,
                anybody.get("/audit/proofs/consistency?from=" + head[1] + "&to=" + head[1])
                        .status());
        assertEquals(404, anybody.get("/audit/tile/entries/000.p/1").status());
    }

    /** The proof, once a signed head covers the event: within two seconds. */
    private JsonNode proved(String event) throws InterruptedException {
        Answer answer = gp.get("/audit/proofs/inclusion?event=" + event);
        for (int i = 0; answer.status() == 503 && i < 20; i++) {
            Thread.sleep(100);
            answer = gp.get("/audit/proofs/inclusion?event=" + event);
        }
        assertEquals(200, answer.status(), answer.body());
        return answer.json();
    }

    /** Origin, size and root of a note, whose signature by the published key holds. */
    private String[] signed(String note) throws GeneralSecurityException {
        String[] key = anybody.get("/audit/keys").body().trim().split("\\+", 3);
        byte[] known = Base64.getDecoder().decode(key[2]);
        int end = note.indexOf("\n\n") + 1;
        String line = note.substring(end + 1).trim();
        byte[] signature = Base64.getDecoder().decode(line.substring(line.lastIndexOf(' ') + 1));
        byte[] encoded = HexFormat.of()
                .parseHex("302a300506032b6570032100" + HexFormat.of().formatHex(known, 1, 33));
        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
        verifier.update(note.substring(0, end).getBytes(StandardCharsets.UTF_8));
        assertTrue(verifier.verify(Arrays.copyOfRange(signature, 4, signature.length)));
        String[] head = note.split("\n", 4);
        assertEquals(key[0], head[0]);
        return head;
    }

    /** RFC 9162 section 2.1.3.2. */
    private static byte[] root(byte[] leaf, JsonNode proof) throws GeneralSecurityException {
        long node = proof.path("index").asLong();
        long last = proof.path("size").asLong() - 1;
        byte[] hash = leaf;
        for (JsonNode text : proof.path("proof")) {
            byte[] next = Base64.getDecoder().decode(text.asText());
            if ((node & 1) == 1 || node == last) {
                hash = sha256(new byte[] {1}, next, hash);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                hash = sha256(new byte[] {1}, hash, next);
            }
            node >>= 1;
            last >>= 1;
        }
        assertEquals(0, last);
        return hash;
    }

    private static byte[] sha256(byte[]... parts) throws GeneralSecurityException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return MessageDigest.getInstance("SHA-256").digest(all.toByteArray());
    }

    private static JsonNode receiptOf(Answer answer) {
        assertEquals(200, answer.status(), answer.body());
        String receipt = answer.header("x-weald-receipt").orElseThrow();
        int first = receipt.indexOf('.');
        String claims = receipt.substring(first + 1, receipt.indexOf('.', first + 1));
        return Json.read(new String(Base64.getUrlDecoder().decode(claims), StandardCharsets.UTF_8));
    }
}
