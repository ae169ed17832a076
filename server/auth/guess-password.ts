/** From which score on a password is beyond guessing at a form that slows guessers down: 10^8 tries (zxcvbn's own scale, 0 to 4). */
const SAFE = 3

/**
 * Whether somebody who knows what people choose finds a password soon: the 49,000 commonest leaked ones, Indonesian words
 * and names, dates, rows of keys, in any case, spelled with digits, repeated or put together (OWASP ASVS 5.0, 6.2.4; D. L.
 * Wheeler, zxcvbn, USENIX Security 2016). The lists are read when they are asked and let go of again: they fill some 30 MB,
 * and passwords are chosen once in a while.
 *
 * @param names what anybody knows who knows the shop
 */
export async function isSoonGuessed(password: string, names: readonly string[]): Promise<boolean> {
  const [{ ZxcvbnFactory }, common, indonesian] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-id')
  ])
  const guesser = new ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...indonesian.dictionary },
    graphs: common.adjacencyGraphs,
    maxLength: 100
  })
  return guesser.check(password, [...names]).score < SAFE
}
