import type { IconName, Picture } from '../../../../shared/definition/nudge.ts'
import { PromptIcon } from '../../../../widget/preview.ts'
import { Choice } from '../../component/form/Choice.tsx'
import { controlProps, Faults, Field } from '../../component/form/Field.tsx'
import { Segments } from '../../component/form/Segments.tsx'
import { issuesAt } from '../../model/editor/issues.ts'
import { iconWords } from '../../words/nudge.ts'
import { PictureUpload } from './PictureUpload.tsx'
import type { CopyProps } from './Section.tsx'

type Kind = 'offer' | Picture['kind']

const kinds = [
  { value: 'offer', text: 'As its offer' },
  { value: 'icon', text: 'Icon' },
  { value: 'image', text: 'Image' },
] as const

const blank: Record<Kind, Picture | undefined> = {
  offer: undefined,
  icon: { kind: 'icon', name: 'spark' },
  image: { kind: 'image', url: 'https://', alt: '' },
}

export const PictureFields = ({ editor, issues, locale, root, copy: { picture } }: CopyProps) => {
  const path = `${root}.picture`
  const kind = picture?.kind ?? 'offer'
  const set = (next: Picture | undefined) => editor.setCopy(locale, { picture: next })
  return (
    <div class="stack tight">
      <div class="line">
        <span class="field-label" aria-hidden="true">
          Picture
        </span>
        <Segments
          label="Picture"
          value={kind}
          options={kinds}
          onChange={(next: Kind) => set(blank[next])}
        />
      </div>
      {picture?.kind === 'icon' && (
        <Choice
          path={`${path}.name`}
          label="Icon"
          issues={issuesAt(issues, `${path}.name`)}
          isDrawnOnly
          value={picture.name}
          options={(Object.keys(iconWords) as IconName[]).map((value) => ({
            value,
            text: iconWords[value],
            drawing: <PromptIcon name={value} />,
          }))}
          onChange={(name) => set({ kind: 'icon', name })}
        />
      )}
      {picture?.kind === 'image' && (
        <ImageFields path={path} picture={picture} issues={issues} onChange={set} />
      )}
      <Faults path={path} issues={issues.filter((issue) => issue.path === path)} />
    </div>
  )
}

type ImageProps = Pick<CopyProps, 'issues'> & {
  path: string
  picture: Extract<Picture, { kind: 'image' }>
  onChange(picture: Picture): void
}

const ImageFields = ({ path, picture, issues, onChange }: ImageProps) => {
  const at = (part: string) => issuesAt(issues, `${path}.${part}`)
  return (
    <>
      <PictureUpload url={picture.url} onUploaded={(url) => onChange({ ...picture, url })} />
      <div class="fields">
        <Field
          path={`${path}.url`}
          label="Image address"
          issues={at('url')}
          hint={
            picture.url.startsWith('/')
              ? 'One of your own pages’ images: it can’t be seen here.'
              : 'An uploaded picture has one already; any other by https. Your pages’ security policy must allow its origin in img-src.'
          }
        >
          <input
            {...controlProps(`${path}.url`, at('url'))}
            class="input mono"
            type="text"
            inputMode="url"
            spellcheck={false}
            maxLength={2048}
            value={picture.url}
            onInput={(event) => onChange({ ...picture, url: event.currentTarget.value })}
          />
        </Field>
        <Field
          path={`${path}.alt`}
          label="Description"
          issues={at('alt')}
          isOptional
          hint="What it shows, for those who can’t see it. Empty where it only decorates."
        >
          <input
            {...controlProps(`${path}.alt`, at('alt'))}
            class="input"
            dir="auto"
            maxLength={200}
            value={picture.alt}
            onInput={(event) => onChange({ ...picture, alt: event.currentTarget.value })}
          />
        </Field>
      </div>
    </>
  )
}
