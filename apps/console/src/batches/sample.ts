/** Rows that are good and rows that are not, for a first look. The numbers are made up. */
export const SAMPLE = `phone,code,content,kind,templateId,variables
0901888484,686868,,,,
0912000001,123456,,,,
0987000002,4821,,,,
0901888123,,Mã của bạn là 7 1 3 9,,,
12,555555,,,,
0363000004,99,,,,
0901888485,,,template,1001,An|12:30
0901888486,,,,,
0778000005,314159,,,,
0561000006,271828,,fax,,
`;
