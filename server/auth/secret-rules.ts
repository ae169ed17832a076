/** The shortest password an owner may choose (OWASP ASVS 5.0, 6.2.1 asks for 8 at least). */
const PASSWORD_LENGTH = 10

const COMMON =
  /^(password|passw0rd|kata ?sandi|rahasia|qwerty|indonesia|sandi|admin|laci|kasir|toko|\d)[\d!@#.]*$/i

/** Whether a password is too short, or among the first that anyone would try. */
export function isWeakPassword(password: string): boolean {
  return password.length < PASSWORD_LENGTH || new Set(password).size < 5 || COMMON.test(password)
}

/** Whether a PIN is not four to eight digits, or is all one digit or a plain run (1234, 9876). */
export function isWeakPin(pin: string): boolean {
  if (!/^\d{4,8}$/.test(pin)) return true
  const steps = [...pin].slice(1).map((digit, i) => Number(digit) - Number(pin[i]))
  return steps.every((step) => step === steps[0] && Math.abs(step) <= 1)
}
