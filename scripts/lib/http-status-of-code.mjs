const noStatus = new Set(['100', '105']);

const codesByStatus = {
  409: ['124'],
  422: ['99', '104', '106', '108', '118', '163'],
  503: ['101', '102', '103', '140', '143', '160'],
};

const statusByCode = new Map(
  Object.entries(codesByStatus).flatMap(([status, codes]) => codes.map((code) => [code, Number(status)])),
);

/**
 * The HTTP status that the library answers with when the gateway's reply carries this code and no attempt ended unknown.
 * @param {string} code as the gateway writes it; a code that nobody has listed yet is a normal case
 * @returns {number | undefined} `undefined` for a code that is no error of a call
 */
export function httpStatusOfCode(code) {
  return noStatus.has(code) ? undefined : (statusByCode.get(code) ?? 502);
}
