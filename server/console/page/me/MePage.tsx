/** What is one's own and no workspace's: the password, and where one is signed in. */
import { Page } from '../../component/Page.tsx'
import { PasswordForm } from './PasswordForm.tsx'
import { Sessions } from './Sessions.tsx'

export const MePage = () => (
  <Page title="Password and sessions" words="Yours alone, in whichever workspace you are.">
    <PasswordForm />
    <Sessions />
  </Page>
)
