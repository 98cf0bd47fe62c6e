import type { SimulatedCall } from '../api/simulated-call.js';
import { words } from '../i18n/words.js';
import type { FaultPreset } from './faults.js';

interface PhonesWords {
  readonly title: string;
  readonly intro: string;
  readonly promise: (calls: string) => string;
  readonly broken: (phones: string) => string;
  readonly none: string;
  readonly place: string;
  readonly placing: string;
  readonly reset: string;
  readonly faults: string;
  readonly faultsHint: string;
  readonly fault: string;
  readonly share: string;
  readonly ofCalls: (percent: string) => string;
  readonly forSeconds: string;
  readonly start: string;
  readonly stop: string;
  readonly active: string;
  readonly noFaults: string;
  readonly until: (clock: string) => string;
  readonly wall: string;
  readonly states: Readonly<Record<SimulatedCall['state'], string>>;
  readonly rings: (count: number) => string;
  readonly presets: Readonly<Record<FaultPreset, string>>;
  readonly presetHints: Readonly<Record<FaultPreset, string>>;
}

export const phonesWords = words<PhonesWords>({
  en: {
    title: 'Phones',
    intro: 'The phones of the simulator. Break the gateway, place calls, and see that each phone still rings once.',
    promise: (calls) => `${calls} calls looked at: no phone rang twice.`,
    broken: (phones) => `${phones} phones rang more than once.`,
    none: 'No phone has been called yet.',
    place: 'Place 12 calls',
    placing: 'Placing…',
    reset: 'Forget all phones',
    faults: 'Break the gateway',
    faultsHint: 'Faults are on the wire between us and the gateway.',
    fault: 'Fault',
    share: 'Share of requests',
    ofCalls: (percent) => `${percent} of requests`,
    forSeconds: 'For how many seconds',
    start: 'Break it',
    stop: 'Mend it',
    active: 'Under way now',
    noFaults: 'The gateway works as it should.',
    until: (clock) => `${clock} left`,
    wall: 'Phone wall',
    states: {
      scheduled: 'Waits for its time',
      ringing: 'Ringing…',
      answered: 'Answered. It says:',
      'no-answer': 'Rang; nobody answered',
      failed: 'The carrier failed',
      rejected: 'Rejected; silent',
    },
    rings: (count) => (count === 0 ? 'did not ring' : count === 1 ? 'rang once' : `rang ${count} times`),
    presets: {
      'lost-replies': 'Replies are lost',
      resets: 'Connections are reset',
      slow: 'Slow',
      'server-errors': 'Server errors',
      garbage: 'Garbage',
      'lost-callbacks': 'Callbacks are lost',
      'duplicate-callbacks': 'Callbacks come twice',
      'too-many': 'Too many requests',
    },
    presetHints: {
      'lost-replies': 'The gateway takes the call and its answer never arrives: the hard case for ringing once.',
      resets: 'The connection breaks in the middle.',
      slow: 'Answers take longer than we wait.',
      'server-errors': 'Answers are HTTP 500 and the like.',
      garbage: 'Answers are nothing that one can read.',
      'lost-callbacks': 'Nobody reports how a call ended: it is asked about later.',
      'duplicate-callbacks': 'The same report comes again: it changes nothing.',
      'too-many': 'Code 160: wait, then the same id again.',
    },
  },
  vi: {
    title: 'Điện thoại',
    intro: 'Những chiếc máy của bộ giả lập. Hãy làm hỏng cổng, gọi thử, và xem mỗi máy vẫn chỉ đổ chuông một lần.',
    promise: (calls) => `Đã xem ${calls} cuộc gọi: không máy nào đổ chuông hai lần.`,
    broken: (phones) => `${phones} máy đổ chuông quá một lần.`,
    none: 'Chưa có máy nào được gọi.',
    place: 'Gọi 12 cuộc',
    placing: 'Đang gọi…',
    reset: 'Xóa hết máy',
    faults: 'Làm hỏng cổng',
    faultsHint: 'Sự cố nằm trên đường truyền giữa hệ thống và cổng.',
    fault: 'Sự cố',
    share: 'Tỷ lệ yêu cầu gặp lỗi',
    ofCalls: (percent) => `${percent} số yêu cầu`,
    forSeconds: 'Kéo dài bao nhiêu giây',
    start: 'Làm hỏng',
    stop: 'Sửa lại',
    active: 'Đang diễn ra',
    noFaults: 'Cổng đang hoạt động bình thường.',
    until: (clock) => `còn ${clock}`,
    wall: 'Tường điện thoại',
    states: {
      scheduled: 'Đang chờ tới giờ',
      ringing: 'Đang đổ chuông…',
      answered: 'Đã nghe máy. Máy đọc:',
      'no-answer': 'Có chuông, không ai nghe',
      failed: 'Lỗi phía nhà mạng',
      rejected: 'Bị từ chối, im lặng',
    },
    rings: (count) => (count === 0 ? 'không đổ chuông' : `đổ chuông ${count} lần`),
    presets: {
      'lost-replies': 'Mất trả lời',
      resets: 'Đứt kết nối',
      slow: 'Chậm',
      'server-errors': 'Máy chủ lỗi',
      garbage: 'Trả lời rác',
      'lost-callbacks': 'Mất callback',
      'duplicate-callbacks': 'Callback lặp lại',
      'too-many': 'Quá nhiều yêu cầu',
    },
    presetHints: {
      'lost-replies': 'Cổng đã nhận cuộc gọi nhưng trả lời không về tới nơi: ca khó nhất để chỉ đổ chuông một lần.',
      resets: 'Kết nối đứt giữa chừng.',
      slow: 'Trả lời đến sau khi ta đã hết kiên nhẫn.',
      'server-errors': 'Cổng trả về HTTP 500 và tương tự.',
      garbage: 'Trả lời không đọc nổi.',
      'lost-callbacks': 'Không ai báo cuộc gọi kết thúc ra sao: hệ thống sẽ tự hỏi lại.',
      'duplicate-callbacks': 'Cùng một báo cáo đến lần nữa: không đổi gì.',
      'too-many': 'Mã 160: chờ một chút rồi gửi lại đúng mã yêu cầu cũ.',
    },
  },
});
