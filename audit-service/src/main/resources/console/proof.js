/**
 * Verifies what the log says of itself, with this browser's own cryptography and nothing of the server's but bytes:
 * signed notes and checkpoints (C2SP), inclusion and consistency (RFC 9162 sections 2.1.3.2 and 2.1.4.2).
 */

const UTF8 = new TextEncoder();
const ED25519 = 1;
const NOTE = /^([^\n]+)\n(0|[1-9][0-9]{0,17})\n([A-Za-z0-9+/]{43}=)\n(?:[^\n]+\n)*\n((?:\u2014 \S+ [A-Za-z0-9+/]+={0,2}\n)+)$/;

/** Base64 as bytes. */
export const bytes = (base64) => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

/** Bytes in hex. */
export const hex = (array) => Array.from(array, (one) => one.toString(16).padStart(2, "0")).join("");

const joined = (...arrays) => Uint8Array.from(arrays.flatMap((array) => Array.from(array)));
const sha256 = async (array) => new Uint8Array(await crypto.subtle.digest("SHA-256", array));
const leafHash = (entry) => sha256(joined([0], entry));
const nodeHash = (left, right) => sha256(joined([1], left, right));
const same = (one, other) => one !== null && hex(one) === hex(other);

/** The public keys of `text`, one a line; a line whose id is not that of its key is left out. */
export async function keys(text) {
  const read = text.split("\n").map((line) => /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})$/.exec(line));
  const made = read.filter((match) => match !== null).map(async ([, name, id, base64]) => {
    const typed = bytes(base64);
    const computed = hex((await sha256(joined(UTF8.encode(name + "\n"), typed))).slice(0, 4));
    return { name, id, type: typed[0], key: typed.slice(1), fits: computed === id && typed.length === 33 };
  });
  return (await Promise.all(made)).filter((key) => key.fits && key.type === ED25519);
}

/** The parts of a note; null when it is none. */
export function parse(note) {
  const match = NOTE.exec(note);
  if (match === null) {
    return null;
  }
  const [, origin, size, root, lines] = match;
  const signatures = lines.trimEnd().split("\n").map((line) => {
    const [, name, base64] = line.split(" ");
    const both = bytes(base64);
    return { name, id: hex(both.slice(0, 4)), signature: both.slice(4) };
  });
  return { origin, size: Number(size), root: bytes(root), text: note.slice(0, note.length - lines.length - 1), signatures };
}

/** The name and id of the key of `known` that has signed the note for its own log; null when none has. */
export async function signer(checkpoint, known) {
  for (const { name, id, signature } of checkpoint.signatures) {
    const key = known.find((one) => one.name === name && one.id === id && name === checkpoint.origin);
    if (key !== undefined) {
      const imported = await crypto.subtle.importKey("raw", key.key, "Ed25519", false, ["verify"]);
      if (await crypto.subtle.verify("Ed25519", imported, signature, UTF8.encode(checkpoint.text))) {
        return `${name}+${id}`;
      }
    }
  }
  return null;
}

/** The root that `path` leads to from a leaf; null when its length cannot be right. */
export async function rootOf(leaf, index, size, path) {
  let [node, last, hash] = [BigInt(index), BigInt(size) - 1n, leaf];
  for (const next of path) {
    if (last === 0n) {
      return null;
    }
    if ((node & 1n) === 1n || node === last) {
      hash = await nodeHash(next, hash);
      while ((node & 1n) === 0n && node !== 0n) {
        [node, last] = [node >> 1n, last >> 1n];
      }
    } else {
      hash = await nodeHash(hash, next);
    }
    [node, last] = [node >> 1n, last >> 1n];
  }
  return last === 0n && index < size ? hash : null;
}

/** Whether `path` proves that the tree `older` is the beginning of `newer`. */
export async function isConsistent(older, newer, path) {
  if (older.size === newer.size) {
    return path.length === 0 && same(older.root, newer.root);
  }
  if (older.size <= 0 || older.size > newer.size) {
    return false;
  }
  const all = Number.isInteger(Math.log2(older.size)) ? [older.root, ...path] : [...path];
  let [node, last] = [BigInt(older.size) - 1n, BigInt(newer.size) - 1n];
  while ((node & 1n) === 1n) {
    [node, last] = [node >> 1n, last >> 1n];
  }
  let [was, is] = [all[0] ?? null, all[0] ?? null];
  for (const next of all.slice(1)) {
    if (last === 0n) {
      return false;
    }
    if ((node & 1n) === 1n || node === last) {
      [was, is] = [await nodeHash(next, was), await nodeHash(next, is)];
      while ((node & 1n) === 0n && node !== 0n) {
        [node, last] = [node >> 1n, last >> 1n];
      }
    } else {
      is = await nodeHash(is, next);
    }
    [node, last] = [node >> 1n, last >> 1n];
  }
  return last === 0n && same(was, older.root) && same(is, newer.root);
}

/** The steps of a proof that an event is in the log: `{claim, holds, detail}` each, in their order. */
export async function inclusion(eventId, proof, known) {
  const steps = [];
  const step = (claim, holds, detail) => steps.push({ claim, holds, detail });
  const entry = bytes(proof.entry);
  const lines = new TextDecoder().decode(entry).split("\n");
  step("The entry is about this event", lines[1] === eventId.toLowerCase(), lines[1] ?? "");
  const leaf = await leafHash(entry);
  step("The entry has the leaf hash that the proof names", hex(leaf) === proof.leafHash, hex(leaf));
  const checkpoint = parse(proof.checkpoint);
  step("The checkpoint can be read", checkpoint !== null, checkpoint === null ? "" : checkpoint.origin);
  if (checkpoint === null) {
    return steps;
  }
  const by = await signer(checkpoint, known);
  step("The checkpoint is signed with the log's key (Ed25519)", by !== null, by ?? "no known key has signed it");
  const root = await rootOf(leaf, proof.index, checkpoint.size, proof.proof.map(bytes));
  const words = `leaf ${proof.index} of ${checkpoint.size}, ${proof.proof.length} hashes`;
  step("The path from the event leads to the signed root", same(root, checkpoint.root), words);
  return steps;
}
