// Says of each file named whether it is a badge that an independent library takes for genuine: true or false, a line each.
// Nothing is fetched: the contexts come with the libraries.
import fs from "node:fs";
import * as vc from "@digitalcredentials/vc";
import { DataIntegrityProof } from "@digitalcredentials/data-integrity";
import { cryptosuite } from "@digitalcredentials/eddsa-rdfc-2022-cryptosuite";
import { securityLoader } from "@digitalcredentials/security-document-loader";

globalThis.fetch = async (url) => {
  throw new Error(`nothing is fetched here: ${url}`);
};
const documentLoader = securityLoader({ fetchRemoteContexts: false }).build();
for (const file of process.argv.slice(2)) {
  const credential = JSON.parse(fs.readFileSync(file, "utf8"));
  const suite = new DataIntegrityProof({ cryptosuite });
  let verified = false;
  try {
    verified = (await vc.verifyCredential({ credential, suite, documentLoader })).verified;
  } catch (error) {
    console.error(error.message);
  }
  console.log(verified);
}
