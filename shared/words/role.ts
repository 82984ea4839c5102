/** Roles in words: what each is called, what it is for, and why something is not for it. */
import { type Right, type Role, rights } from '../workspace/role.ts'

export const roleNames: Record<Role, string> = {
  owner: 'Owner',
  admin: 'Admin',
  editor: 'Editor',
  analyst: 'Analyst',
  viewer: 'Viewer',
}

export const roleWords: Record<Role, string> = {
  owner: 'May do everything, and says who else owns the workspace.',
  admin: 'Looks after people, keys and settings, and may all that an editor may.',
  editor: 'Writes and publishes nudges, triggers and offers, and claims accounts.',
  analyst: 'Looks at everything and saves views. Publishes nothing.',
  viewer: 'Looks at everything and changes nothing.',
}

const rightWords: Record<Right, string> = {
  read: 'look at this',
  save_views: 'save views',
  author: 'change or publish anything',
  claim: 'claim accounts',
  settings: 'change settings that hold for all nudges',
  people: 'say who belongs to the workspace',
  second_factor: 'say whether members need a second factor',
  keys: 'change keys or identity',
  privacy: 'take out or erase what is stored of somebody',
  audit: 'look at who changed what',
}

/** Why somebody of a role may not do it, and whom to ask. */
export function refusalInWords(role: Role, right: Right): string {
  const lowest = rights[right].at(-1) ?? 'owner'
  const whom = roleNames[lowest].toLowerCase()
  return `Your role is ${roleNames[role]}: you can’t ${rightWords[right]}. That takes ${articleOf(whom)} ${whom}.`
}

const articleOf = (word: string) => (/^[aeio]/.test(word) ? 'an' : 'a')
