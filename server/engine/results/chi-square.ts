/** How often chance alone gives a chi-square as large: the upper regularised gamma function. */
export function chiSquareTail(x: number, degrees: number): number {
  if (x <= 0 || degrees <= 0) return 1
  const [a, half] = [degrees / 2, x / 2]
  return half < a + 1 ? 1 - lowerBySeries(a, half) : upperByFraction(a, half)
}

/** W. H. Press et al., "Numerical Recipes", 3rd ed., 2007, section 6.2: which of two converges depends on x. */
function lowerBySeries(a: number, x: number): number {
  let term = 1 / a
  let sum = term
  for (let n = a + 1; Math.abs(term) > Math.abs(sum) * 1e-15; n++) {
    term *= x / n
    sum += term
  }
  return sum * Math.exp(-x + a * Math.log(x) - logGamma(a))
}

function upperByFraction(a: number, x: number): number {
  const tiny = 1e-300
  let b = x + 1 - a
  let c = 1 / tiny
  let d = 1 / b
  let h = d
  for (let i = 1; i < 500; i++) {
    const an = -i * (i - a)
    b += 2
    d = an * d + b
    if (Math.abs(d) < tiny) d = tiny
    c = b + an / c
    if (Math.abs(c) < tiny) c = tiny
    d = 1 / d
    const step = d * c
    h *= step
    if (Math.abs(step - 1) < 1e-15) break
  }
  return Math.exp(-x + a * Math.log(x) - logGamma(a)) * h
}

/** Of halves and whole numbers, which degrees of freedom lead to: exactly, by its recurrence. */
function logGamma(a: number): number {
  let log = Number.isInteger(a) ? 0 : Math.log(Math.sqrt(Math.PI))
  for (let k = Number.isInteger(a) ? 1 : 0.5; k < a; k++) log += Math.log(k)
  return log
}
