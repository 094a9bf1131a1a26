// Plays stories of ink in inkjs: `node inkjs.mjs FILE`, a file beside whose node_modules inkjs is. Each line read is
// {ink, knots, plays: [[choice id]]}; each line written {wrong: [message], plays: [[what is said and so at each rest]]}.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const { Compiler, CompilerOptions } = createRequire(process.argv[2])("inkjs/full");
const tagged = (choice) => choice.tags.find((tag) => tag.startsWith("choice: ")).slice("choice: ".length);

function rest(story, knots) {
  const said = [];
  while (story.canContinue) {
    const words = story.Continue();
    said.push([words, story.currentTags]);
  }
  const variables = story.variablesState;
  const names = [...variables._globalVariables.keys()];
  return {
    said,
    offered: story.currentChoices.map(tagged),
    shown: Object.fromEntries(story.currentChoices.map((choice) => [tagged(choice), choice.text])),
    variables: Object.fromEntries(names.map((name) => [name, variables[name]])),
    met: Object.fromEntries(knots.map((knot) => [knot, story.state.VisitCountAtPathString(knot)])),
  };
}

function play(story, knots, choices, wrong) {
  story.onError = (message) => wrong.push(message);
  story.ResetState();
  const rests = [rest(story, knots)];
  for (const id of choices) {
    const at = story.currentChoices.findIndex((choice) => tagged(choice) === id);
    if (at < 0) {
      wrong.push(`${id} is not on offer`);
      break;
    }
    story.ChooseChoiceIndex(at);
    rests.push(rest(story, knots));
  }
  return rests;
}

for await (const line of createInterface({ input: process.stdin })) {
  const { ink, knots, plays } = JSON.parse(line);
  const wrong = [];
  let played = [];
  try {
    const story = new Compiler(ink, new CompilerOptions(null, [], true, (message) => wrong.push(message))).Compile();
    played = plays.map((choices) => play(story, knots, choices, wrong));
  } catch (error) {
    wrong.push(String(error));
  }
  console.log(JSON.stringify({ wrong, plays: played }));
}
