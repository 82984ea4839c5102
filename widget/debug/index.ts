export type Inside = any
export type Panel = { show(): void }
export function createPanel(..._hooks: any): Panel {
  return { show() {} }
}
