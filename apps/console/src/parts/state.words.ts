import type { CallKind, CallState, HistoryEntry } from '../api/call-view.js';
import { words } from '../i18n/words.js';

interface StateWords {
  readonly states: Readonly<Record<CallState, string>>;
  readonly kinds: Readonly<Record<CallKind, string>>;
  readonly reasons: Readonly<Record<string, string>>;
  readonly sources: Readonly<Record<HistoryEntry['source'], string>>;
}

export const stateWords = words<StateWords>({
  en: {
    states: {
      queued: 'Queued',
      pending: 'Pending',
      accepted: 'Accepted',
      dialing: 'Dialing',
      delivered: 'Delivered',
      undelivered: 'Undelivered',
      rejected: 'Rejected',
      unknown: 'Unknown',
    },
    kinds: { otp: 'OTP', template: 'Template', recording: 'Recording' },
    reasons: {
      'no-answer': 'nobody answered',
      failed: 'the carrier failed',
      refused: 'the gateway refused',
      'not-sent': 'never left us',
      duplicate: 'the id was used before',
      cancelled: 'cancelled',
      expired: 'too late to start',
    },
    sources: {
      service: 'our service',
      reply: 'the gateway’s reply',
      callback: 'a signed callback',
      status: 'a question to the gateway',
      list: 'the gateway’s own list',
    },
  },
  vi: {
    states: {
      queued: 'Đang xếp hàng',
      pending: 'Đang gửi',
      accepted: 'Cổng đã nhận',
      dialing: 'Đang quay số',
      delivered: 'Đã nghe máy',
      undelivered: 'Không thành công',
      rejected: 'Bị từ chối',
      unknown: 'Chưa rõ',
    },
    kinds: { otp: 'OTP', template: 'Mẫu có sẵn', recording: 'Ghi âm' },
    reasons: {
      'no-answer': 'không ai nghe máy',
      failed: 'lỗi phía nhà mạng',
      refused: 'cổng từ chối',
      'not-sent': 'chưa gửi đi được',
      duplicate: 'mã yêu cầu đã dùng',
      cancelled: 'đã hủy',
      expired: 'quá hạn gọi',
    },
    sources: {
      service: 'hệ thống của mình',
      reply: 'trả lời của cổng',
      callback: 'callback có chữ ký',
      status: 'hỏi trạng thái ở cổng',
      list: 'danh sách của cổng',
    },
  },
});
