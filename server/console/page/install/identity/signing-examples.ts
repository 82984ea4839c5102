/** How a backend signs a token, in its own language. */
import type { IdentityAlgorithm } from '../../../../../shared/protocol/identity.ts'

export type Language = 'Node' | 'Python' | 'Ruby' | 'PHP'

/** Where the usual library takes a PEM for it. */
export function languagesFor(algorithm: IdentityAlgorithm): readonly Language[] {
  return algorithm === 'EdDSA' ? ['Node', 'Python'] : ['Node', 'Python', 'Ruby', 'PHP']
}

type About = { kid: string; audience: string; algorithm: IdentityAlgorithm }

export function signingExample(language: Language, about: About): string {
  return examples[language](about).join('\n')
}

/** HS256 signs with the text of the secret as it is; the others with the private half. */
const isShared = ({ algorithm }: About) => algorithm === 'HS256'

const examples: Record<Language, (about: About) => string[]> = {
  Node: (about) => [
    "import { SignJWT } from 'jose'",
    ...(isShared(about)
      ? ['const secret = new TextEncoder().encode(process.env.BRIM_IDENTITY_SECRET)']
      : [
          "import { importPKCS8 } from 'jose'",
          `const secret = await importPKCS8(process.env.BRIM_IDENTITY_KEY, '${about.algorithm}')`,
        ]),
    '',
    'const token = await new SignJWT({ account_id: account.id, plan: account.plan, role: user.role })',
    `  .setProtectedHeader({ alg: '${about.algorithm}', kid: '${about.kid}' })`,
    `  .setSubject(user.id).setAudience('${about.audience}')`,
    "  .setIssuedAt().setExpirationTime('10m')",
    '  .sign(secret)',
  ],
  Python: (about) => [
    'import jwt, os, time  # PyJWT',
    '',
    'now = int(time.time())',
    'token = jwt.encode(',
    `    {"sub": user.id, "account_id": account.id, "aud": "${about.audience}",`,
    '     "iat": now, "exp": now + 600, "plan": account.plan, "role": user.role},',
    `    os.environ["${isShared(about) ? 'BRIM_IDENTITY_SECRET' : 'BRIM_IDENTITY_KEY'}"],`,
    `    algorithm="${about.algorithm}", headers={"kid": "${about.kid}"})`,
  ],
  Ruby: (about) => [
    'require "jwt"',
    '',
    'now = Time.now.to_i',
    `claims = { sub: user.id, account_id: account.id, aud: "${about.audience}",`,
    '           iat: now, exp: now + 600, plan: account.plan, role: user.role }',
    isShared(about)
      ? 'key = ENV.fetch("BRIM_IDENTITY_SECRET")'
      : 'key = OpenSSL::PKey.read(ENV.fetch("BRIM_IDENTITY_KEY"))',
    `token = JWT.encode(claims, key, "${about.algorithm}", { kid: "${about.kid}" })`,
  ],
  PHP: (about) => [
    'use Firebase\\JWT\\JWT;',
    '',
    `$claims = ['sub' => $user->id, 'account_id' => $account->id, 'aud' => '${about.audience}',`,
    "           'iat' => time(), 'exp' => time() + 600,",
    "           'plan' => $account->plan, 'role' => $user->role];",
    `$token = JWT::encode($claims, getenv('${isShared(about) ? 'BRIM_IDENTITY_SECRET' : 'BRIM_IDENTITY_KEY'}'), '${about.algorithm}', '${about.kid}');`,
  ],
}

export function identifyWithToken(): string {
  return [
    'brim.identify({',
    "  user: { id: 'u_1' }, account: { id: 'a_1' },",
    "  getToken: () => fetch('/brim-token').then((answer) => answer.text()),",
    '})',
  ].join('\n')
}
