export type Architecture = 'arm64' | 'x86_64';

/**
 * The grammar of an instance type: series, generation, attributes, a dash and more (`-flex`, `-6tb1`), a dot, a size.
 *
 * @see https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html
 */
const INSTANCE_TYPE = new RegExp([
  '^(?<series>a|c|d|dl|f|g|gr|h|hpc|i|im|inf|is|m|mac|p|r|t|trn|u|u7i|u7in|u7inh|vt|x|z)',
  '(?<generation>\\d{0,2})(?<attributes>[abdeghinqstz]*)(?<variant>-[a-z0-9]+(?:-[a-z0-9]+)?)?',
  '\\.(?<size>nano|micro|small|medium|large|xlarge|\\d{1,3}xlarge|metal(?:-\\d{1,2}xl)?)$',
].join(''));

/** `undefined` for what is not an instance type at all. Graviton types carry a `g` behind the generation; `a1` is older than that rule. */
export function architectureOf(instanceType: string): Architecture | undefined {
  const parts = INSTANCE_TYPE.exec(instanceType)?.groups;
  if (!parts || (!parts.generation && !parts.series.startsWith('u'))) { return undefined; }
  // From the sixth generation on, general types say what they are made of: m6 alone does not exist, m6g, m6i and m6a do.
  if (/^[cmr]$/.test(parts.series) && Number(parts.generation) >= 6 && !parts.attributes) { return undefined; }
  const isGraviton = parts.attributes.includes('g') || parts.series === 'a';
  return isGraviton ? 'arm64' : 'x86_64';
}
