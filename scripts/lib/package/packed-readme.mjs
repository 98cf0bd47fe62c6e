/** Code is left alone; an image may stand inside a link, and pictures may be HTML. */
const CODE = /```[\s\S]*?```|`[^`\n]*`/;
const LINK = /(?<image>!?)\[(?<label>(?:!\[[^\]]*\]\([^)]*\)|[^\]])*)\]\((?<target>[^)\s]+)\)/;
const REFERENCE = /(?<=^\[[^\]\n]+\]: )(?<referred>\S+)/;
const ATTRIBUTE = /(?<=\s(?:src|srcset|href)=")(?<attribute>[^"\s]+)/;
const PARTS = new RegExp([CODE, LINK, REFERENCE, ATTRIBUTE].map(({ source }) => source).join('|'), 'gm');

const ABSOLUTE = /^(?:[a-z][a-z+.-]*:|#|\/\/)/i;
const PICTURE = /\.(?:png|svg|gif|jpe?g|webp)$/i;

/**
 * The README as it is packed: npm's page and an editor show it without the files that stand beside it, so each relative link goes to
 * the repository, at the version's tag.
 * @param {string} text
 * @param {{ name: string, version: string, homepage: string }} manifest
 */
export function packedReadme(text, manifest) {
  return text.replaceAll(PARTS, (whole, ...rest) => {
    const { image, label, target, referred, attribute } = rest.at(-1);
    if (target) return `${image}[${packedReadme(label, manifest)}](${urlOf(target, manifest)})`;
    return referred || attribute ? urlOf(whole, manifest) : whole;
  });
}

function urlOf(target, { name, version, homepage }) {
  if (ABSOLUTE.test(target)) return target;
  const repository = homepage.replace(/#.*$/, '');
  const kind = PICTURE.test(target) ? 'raw' : 'blob';
  return new URL(target, `${repository}/${kind}/${name}@${version}/`).href;
}
