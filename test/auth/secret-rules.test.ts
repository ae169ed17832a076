import * as common from '@zxcvbn-ts/language-common'
import t from 'tap'
import { isWeakPassword, isWeakPin } from '../../server/auth/secret-rules.ts'

const NAMES = ['Toko Makmur Jaya', 'Ibu Ratna']

t.test('A password that anyone would try is weak', async (t) => {
  for (const password of [
    'pendek',
    'sembilan9',
    'password123',
    'P4ssw0rd!!',
    'Rahasia2026',
    'rahasia-sandi-123',
    'katasandi88',
    '1234567890',
    '0987654321',
    '1122334455',
    '1029384756',
    'qwertyuiop',
    'aaaaaaaaaaaa',
    'abababababab',
    'IndonesiaMerdeka45',
    'bismillah99',
    'iloveyou2026',
    'admin-laci-2026',
    'TokoMakmurJaya',
    'makmur jaya 2026',
    'm4kmurJ4ya!!',
    'ratna ratna ratna',
    'IbuRatna1975',
    'semutmerah',
    'q1w2e3r4t5',
    '123qweasdzxc',
    'manchester'
  ]) {
    t.ok(await isWeakPassword(password, NAMES), password)
  }
})

t.test('Any other of ten characters or more will do, whatever it is made of', async (t) => {
  for (const password of [
    'gudang garam 88',
    'sungai tenang di sore hari',
    'gerobak kuning',
    'semut merah di dinding',
    'KUDALAUTBIRU',
    '8305917264',
    'ключ под ковром',
    '屋根の上の猫と月が見え',
    'h7c4-q9mk-2wxd',
    'x'.repeat(3) + 'serigala berbulu domba '.repeat(7)
  ]) {
    t.notOk(await isWeakPassword(password, NAMES), password)
  }
})

t.test('None of the commonest leaked passwords will do', async (t) => {
  const leaked = common.dictionary['passwords-common'].filter((password) => [...password].length >= 10)
  t.ok(leaked.length > 1500)
  const every_tenth = leaked.filter((_, i) => i % 10 === 0)
  for (const password of every_tenth) t.ok(await isWeakPassword(password), password)
})

t.test('The name of another shop is no secret of this one’s', async (t) => {
  t.ok(await isWeakPassword('warung bu dewi 12', ['Warung Bu Dewi']))
  t.notOk(await isWeakPassword('sumber rejeki 12', NAMES))
})

t.test('A PIN is four to eight digits that are no pattern', async (t) => {
  for (const pin of ['1234', '9876', '0000', '123', '123456789', 'abcd', '12 34']) t.ok(isWeakPin(pin), pin)
  for (const pin of ['4071', '83920174', '1357']) t.notOk(isWeakPin(pin), pin)
})
