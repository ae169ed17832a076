// A till that sells without a rest and says each sale that was answered, on a line with how many milliseconds the whole of
// it took: `node seller.ts URL COOKIES`. Started in the network of a container.
import { wired } from '../counter.ts'
import { keepSelling } from './keep-selling.ts'

const [url = '', cookies = ''] = process.argv.slice(2)
const till = wired(url, { cookies: new Map(JSON.parse(cookies) as [string, string][]) })
let last = performance.now()
await till.get('/till').catch(() => undefined)
keepSelling(till, (sale_id) => {
  process.stdout.write(`${sale_id} ${Math.round(performance.now() - last)}\n`)
  last = performance.now()
})
