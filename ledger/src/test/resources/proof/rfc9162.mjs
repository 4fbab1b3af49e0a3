// Writes rfc9162.txt: what @transmute/rfc9162 0.0.5 (npm, Apache-2.0) makes of the trees of 1 to 72 entries.
//   npm install --ignore-scripts @transmute/rfc9162@0.0.5 && node rfc9162.mjs > rfc9162.txt
// Run by hand; the build needs no Node. On each line: size, root, and SHA-256 over all consistency proofs
// from 1 to size - 1, each as a byte with the number of its hashes, then the hashes. A line is written only
// if the library's own verifier accepts each proof, and none with one bit changed, in a hash or in a root.
import { createHash } from 'node:crypto';
import rfc9162 from '@transmute/rfc9162';

const SIZE_MAX = 72;
const { PROOF, MTH, verifyConsistencyProof } = rfc9162.RFC9162 ?? rfc9162;
const utf8 = new TextEncoder();

const flipped = (bytes) => Uint8Array.from(bytes, (byte, at) => (at === 7 ? byte ^ 4 : byte));

async function accepts(first, second, earlierRoot, laterRoot, path) {
  const proof = { log_id: '', tree_size_1: first, tree_size_2: second, consistency_path: path };
  return verifyConsistencyProof(earlierRoot, laterRoot, proof);
}

async function check(first, second, earlierRoot, laterRoot, path) {
  if (!(await accepts(first, second, earlierRoot, laterRoot, path))) {
    throw new Error(`${first} to ${second} is not accepted`);
  }
  const tampered = [
    [flipped(earlierRoot), laterRoot, path],
    [earlierRoot, flipped(laterRoot), path],
    ...path.map((_, at) => [earlierRoot, laterRoot, path.with(at, flipped(path[at]))]),
  ];
  for (const [earlier, later, hashes] of tampered) {
    if (await accepts(first, second, earlier, later, hashes)) {
      throw new Error(`${first} to ${second} is accepted with a bit changed`);
    }
  }
}

const entries = Array.from({ length: SIZE_MAX }, (_, i) => utf8.encode(`entry ${i}`));
const roots = [];
for (let size = 0; size <= SIZE_MAX; size++) {
  roots.push(await MTH(entries.slice(0, size)));
}
for (let size = 1; size <= SIZE_MAX; size++) {
  const all = createHash('sha256');
  for (let first = 1; first < size; first++) {
    const path = await PROOF(first, entries.slice(0, size));
    await check(first, size, roots[first], roots[size], path);
    all.update(Uint8Array.of(path.length));
    path.forEach((hash) => all.update(hash));
  }
  console.log(size, Buffer.from(roots[size]).toString('hex'), all.digest('hex'));
}
