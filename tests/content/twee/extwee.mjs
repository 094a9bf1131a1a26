// Prints what npm extwee reads of a story in Twee: passages with names, tags, metadata, texts; name and start.
// Called by tests/content/test_twee.py as `node extwee.mjs PATH_OF_EXTWEE FILE`.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [extwee, file] = process.argv.slice(2);
const { parse } = await import(pathToFileURL(`${extwee}/src/Twee/parse.js`).href);
const story = parse(readFileSync(file, "utf8"));
const passages = story.passages.map(({ name, tags, metadata, text }) => ({ name, tags, metadata, text }));
process.stdout.write(JSON.stringify({ passages, name: story.name, start: story.start, format: story.format }));
