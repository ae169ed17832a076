import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import t from 'tap'
import { cliWords } from '../../server/cli/words.ts'
import { GUIDES, type Part } from '../../views/guides/guide.ts'
import { wordsIn } from '../../views/words/words.ts'
import { listRoutes } from '../routes.ts'
import { openBox } from '../shop.ts'
import { asMarkdown, FOLDER, LOCALES, pictureFile, piecesIn, ROOT, wantedPictures } from './guides.ts'

await t.test('The guides in docs/guides say what the box says', async (t) => {
  for (const name of GUIDES) {
    for (const locale of LOCALES) {
      const file = join(FOLDER, `${name}.${locale}.md`)
      const wanted = asMarkdown(name, locale)
      if (process.env['LACI_WRITE_GUIDES']) writeFileSync(file, wanted)
      t.equal(
        readFileSync(file, 'utf8'),
        wanted,
        'LACI_WRITE_GUIDES=1 tap test/guides/guides.test.ts writes it anew'
      )
    }
  }
})

await t.test('Every guide has as much in both languages', async (t) => {
  for (const name of GUIDES) {
    const [id, en] = LOCALES.map((locale) => wordsIn(locale).guides[name].parts.map(shapeOf))
    t.same(en, id, name)
  }
  const files = globSync('*.md', { cwd: FOLDER })
  for (const file of files.filter((one) => one.includes('.id.'))) {
    const [id, en] = [file, file.replace('.id.', '.en.')].map((one) => skeletonOf(read(one)))
    t.same(en, id, `${file} and its English`)
  }
  t.ok(files.length >= 8)
})

await t.test('Every link and picture in the guides leads somewhere', async (t) => {
  for (const file of globSync('*.md', { cwd: FOLDER })) {
    const links = [...read(file).matchAll(/\]\(([^)\s]+)\)/g)].map(([, to]) => to!)
    for (const to of links.filter((one) => !one.startsWith('https:'))) {
      const [path = '', heading] = to.split('#')
      const target = path ? join(FOLDER, dirname(file), path) : join(FOLDER, file)
      t.ok(existsSync(target), `${file}: ${to}`)
      if (heading) t.ok(anchorsOf(readFileSync(target, 'utf8')).includes(heading), `${file}: ${to}`)
    }
  }
  const wanted = LOCALES.flatMap((locale) => wantedPictures().map((one) => pictureFile(one, locale)))
  const there = globSync(['docs/guides/pictures/*', 'static/guide-*.webp'], { cwd: ROOT })
  t.same(there.sort(), wanted.sort(), 'each picture in both languages, and none that no guide shows')
})

await t.test('Every page of the box that a guide names is there', async (t) => {
  const routes = await listRoutes(await openBox(t))
  const pages = new Set(routes.filter(({ method }) => method === 'GET').map(({ url }) => url))
  for (const name of GUIDES) {
    for (const { kind, text } of piecesIn(wordsIn('id').guides[name])) {
      if (kind === 'page') t.ok(pages.has(text), `${name}: ${text}`)
    }
  }
})

await t.test('Every command that a guide names is one', async (t) => {
  const { help } = cliWords({ LANG: 'en_US.UTF-8' })
  const known = (command: string) => new RegExp(`^ +${command.split(' ')[0]}\\b`, 'm').test(help)
  const named = globSync('*.md', { cwd: FOLDER }).flatMap((file) =>
    [...read(file).matchAll(/`(?:sudo (?:-u laci )?)?laci ([a-z][a-z-]*|--help)/g)].map(([, command]) => ({
      file,
      command: command!
    }))
  )
  t.ok(named.length > 20)
  for (const { file, command } of named) t.ok(known(command), `${file}: laci ${command}`)
  t.notOk(known('fly'), 'and one that is none is found out')
})

await t.test('Every button and menu that a guide names is called so on the screen', async (t) => {
  for (const locale of LOCALES) {
    const screen = globSync(`views/words/{*-${locale},${locale}}.ts`, { cwd: ROOT })
      .filter((file) => !/\/guides?-/.test(file))
      .map((file) =>
        readFileSync(join(ROOT, file), 'utf8')
          .replaceAll("\\'", "'")
          .replaceAll(/\$\{[^}]*\}/g, '…')
      )
      .join('\n')
    for (const name of GUIDES) {
      const named = piecesIn(wordsIn(locale).guides[name]).filter(({ kind }) => kind === 'button')
      t.ok(named.length > 10)
      for (const { text } of named) {
        for (const one of text.split(' › ')) t.ok(screen.includes(one), `${locale} ${name}: ${one}`)
      }
    }
  }
})

/** How much of everything a part has. */
function shapeOf({ pictures, steps, points, table, text }: Part) {
  const parts = [text, steps, points, table?.head, table?.rows].map((list) => list?.length ?? 0)
  return [...parts, ...(pictures ?? []).map(({ name }) => name)]
}

/** Headings by level, numbered steps, points, rows, pictures and commands of a page, without its words. */
function skeletonOf(page: string): string[] {
  return page
    .split('\n')
    .map((line) => /^(#+|\d+\.|-|\||!\[|```\w*)/.exec(line.trim())?.[0] ?? '')
    .filter(Boolean)
}

/** The places of a page that a link can lead to, as GitHub names them. */
function anchorsOf(page: string): string[] {
  return [...page.matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-')
  )
}

function read(file: string): string {
  return readFileSync(join(FOLDER, file), 'utf8')
}
