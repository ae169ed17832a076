// Required into every thread of a box: as the thread ends, it writes down which of Node's own modules it has loaded.
const { writeFileSync } = require('node:fs')
const { join } = require('node:path')
const { threadId } = require('node:worker_threads')

process.on('exit', () => {
  const file = join(process.env.LACI_TEST_LOADED, `${threadId}.json`)
  writeFileSync(file, JSON.stringify(process.moduleLoadList))
})
