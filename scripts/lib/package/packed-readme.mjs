const LINK = /(!?)\[((?:!\[[^\]]*\]\([^)]*\)|[^\]])*)\]\(([^)\s]+)\)/g;
const ABSOLUTE = /^(?:[a-z][a-z+.-]*:|#|\/\/)/i;

/**
 * The README as it is packed: npm's page and an editor show it without the files that stand beside it, so each relative link goes to
 * the repository, at the version's tag.
 * @param {string} text
 * @param {{ name: string, version: string, homepage: string }} manifest
 */
export function packedReadme(text, manifest) {
  return text.replace(LINK, (whole, image, label, target) => {
    const inner = label.startsWith('![') ? packedReadme(label, manifest) : label;
    return ABSOLUTE.test(target)
      ? whole.replace(label, () => inner)
      : `${image}[${inner}](${urlOf(target, image, manifest)})`;
  });
}

function urlOf(target, image, { name, version, homepage }) {
  const repository = homepage.replace(/#.*$/, '');
  const kind = image || /\.(png|svg|gif|jpe?g|webp)$/i.test(target) ? 'raw' : 'blob';
  return new URL(target, `${repository}/${kind}/${name}@${version}/`).href;
}
