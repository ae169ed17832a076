// What somebody folded open stays open while its panel is drawn anew: the server does not know of it.

htmx.registerExtension('keep-folds', {
  htmx_before_morph_attr: (element, { attrName }) =>
    !(attrName === 'open' && element instanceof HTMLDetailsElement)
})
