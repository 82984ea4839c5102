import formbricks from '@formbricks/js'

Object.assign(window, { formbricksLoader: formbricks })
