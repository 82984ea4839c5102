import Shepherd from 'shepherd.js'

Object.assign(window, { Shepherd })
