/**
 * Logistic regression with an L2 penalty, by Newton's method (iteratively reweighted least squares). The
 * penalty makes the loss strictly convex, so there is one answer, and the same rows give it in any order
 * up to rounding. The intercept is not penalised. D. R. Cox, "The regression analysis of binary
 * sequences", JRSS B 20 (1958), 215-242; T. Hastie, R. Tibshirani, J. Friedman, "The Elements of
 * Statistical Learning", 2nd ed., section 4.4.
 */
export type LabelledRow = { x: readonly number[]; y: 0 | 1 }

export type Logistic = { intercept: number; weights: number[] }

const mostSteps = 50
const mostHalvings = 40
const enough = 1e-10

/** `penalty` is lambda / 2 in front of the sum of squares, as of rows that are not averaged. */
export function fitLogistic(rows: readonly LabelledRow[], penalty: number): Logistic {
  const width = (rows[0]?.x.length ?? 0) + 1
  let beta = new Array<number>(width).fill(0)
  let loss = lossOf(rows, beta, penalty)
  for (let step = 0; step < mostSteps; step++) {
    const direction = newtonStep(rows, beta, penalty)
    let size = 1
    let next = moved(beta, direction, size)
    let nextLoss = lossOf(rows, next, penalty)
    // A whole step may go too far where classes are nearly apart.
    for (let i = 0; i < mostHalvings && !(nextLoss <= loss); i++) {
      size /= 2
      next = moved(beta, direction, size)
      nextLoss = lossOf(rows, next, penalty)
    }
    const change = Math.max(...direction.map((one) => Math.abs(one * size)))
    if (!(nextLoss <= loss)) break
    beta = next
    loss = nextLoss
    if (change < enough) break
  }
  return { intercept: beta[0] ?? 0, weights: beta.slice(1) }
}

export function chanceOf({ intercept, weights }: Logistic, x: readonly number[]): number {
  return sigmoid(weights.reduce((sum, weight, k) => sum + weight * (x[k] ?? 0), intercept))
}

export function sigmoid(z: number): number {
  if (z >= 0) return 1 / (1 + Math.exp(-z))
  const e = Math.exp(z)
  return e / (1 + e)
}

const moved = (beta: readonly number[], direction: readonly number[], size: number) =>
  beta.map((one, k) => one + size * (direction[k] ?? 0))

const scoreIn = (beta: readonly number[], x: readonly number[]) => {
  let z = beta[0] ?? 0
  for (let k = 0; k < x.length; k++) z += (beta[k + 1] ?? 0) * (x[k] ?? 0)
  return z
}

function lossOf(rows: readonly LabelledRow[], beta: readonly number[], penalty: number): number {
  let loss = 0
  for (const { x, y } of rows) {
    const z = scoreIn(beta, x)
    // log(1 + e^z) - y z, without overflow.
    loss += Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - y * z
  }
  return loss + (penalty / 2) * beta.slice(1).reduce((sum, one) => sum + one ** 2, 0)
}

/** Solves hessian * step = -gradient. */
function newtonStep(
  rows: readonly LabelledRow[],
  beta: readonly number[],
  penalty: number,
): number[] {
  const width = beta.length
  const gradient = beta.map((one, k) => (k === 0 ? 0 : penalty * one))
  const hessian = beta.map((_, i) => beta.map((_, k) => (i === k && i > 0 ? penalty : 0)))
  for (const { x, y } of rows) {
    const p = sigmoid(scoreIn(beta, x))
    const spread = p * (1 - p)
    for (let i = 0; i < width; i++) {
      const xi = i === 0 ? 1 : (x[i - 1] ?? 0)
      gradient[i] = (gradient[i] ?? 0) + (p - y) * xi
      const row = hessian[i] as number[]
      for (let k = 0; k <= i; k++) {
        row[k] = (row[k] ?? 0) + spread * xi * (k === 0 ? 1 : (x[k - 1] ?? 0))
      }
    }
  }
  return solve(
    hessian,
    gradient.map((one) => -one),
  )
}

/** By Cholesky's decomposition; only the lower half of the matrix is read. */
function solve(matrix: number[][], right: number[]): number[] {
  const n = right.length
  const at = (i: number, k: number) => matrix[i]?.[k] ?? 0
  for (let i = 0; i < n; i++) {
    for (let k = 0; k <= i; k++) {
      let sum = at(i, k)
      for (let j = 0; j < k; j++) sum -= at(i, j) * at(k, j)
      // All chances at 0 or 1 leave the intercept no curvature to speak of.
      const value = i === k ? Math.sqrt(Math.max(sum, 1e-12)) : sum / at(k, k)
      ;(matrix[i] as number[])[k] = value
    }
  }
  const half: number[] = []
  for (let i = 0; i < n; i++) {
    let sum = right[i] ?? 0
    for (let k = 0; k < i; k++) sum -= at(i, k) * (half[k] ?? 0)
    half.push(sum / at(i, i))
  }
  const solution = new Array<number>(n).fill(0)
  for (let i = n - 1; i >= 0; i--) {
    let sum = half[i] ?? 0
    for (let k = i + 1; k < n; k++) sum -= at(k, i) * (solution[k] ?? 0)
    solution[i] = sum / at(i, i)
  }
  return solution
}
