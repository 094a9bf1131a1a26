// Whether statements of xAPI are valid, by @learninglocker/xapi-validation: `node validate_xapi.mjs FILE`, a JSON array.
// Prints a line for each statement that is not, with what is wrong; nothing where all are valid.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const factory = createRequire(import.meta.url)('@learninglocker/xapi-validation/dist/factory')
JSON.parse(readFileSync(process.argv[2], 'utf8')).forEach((statement, number) => {
  const wrong = factory.statement(statement, ['statement'])
  if (wrong.length) console.log(number, wrong.map(one => `${one.constructor.name} ${JSON.stringify(one.path)}`).join('; '))
})
