// Complete random plays of an ink story with inkjs: `node ink.mjs STORY.ink SECONDS` prints {"plays": n, "seconds": s}.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
const { Compiler } = createRequire(import.meta.url)("inkjs/full");
const story = new Compiler(readFileSync(process.argv[2], "utf8")).Compile();
const limit = Number(process.argv[3]) * 1000;
function play() {
  story.ResetState();
  let decisions = 0;
  for (;;) {
    while (story.canContinue) story.Continue();
    const choices = story.currentChoices;
    if (choices.length === 0) return decisions;
    story.ChooseChoiceIndex(Math.floor(Math.random() * choices.length));
    decisions += 1;
  }
}
for (let i = 0; i < 300; i++) play();
const start = performance.now();
let plays = 0, decisions = 0;
while (performance.now() - start < limit) { decisions += play(); plays += 1; }
console.log(JSON.stringify({ plays, decisions, seconds: (performance.now() - start) / 1000 }));
