// Generated from libs/esms-voice/codes/gateway-codes.json by `npm run codes`; do not edit.
import type { GatewayCodeText } from './gateway-code-text.js';

export const GATEWAY_CODES = {
  '99': {
    meaning: {
      en: 'eSMS has blocked the number of the recipient.',
      vi: 'Số điện thoại người nhận đang bị eSMS chặn.',
    },
    advice: {
      en: 'Stop calling this number; ask eSMS support to lift the block if it is a mistake.',
      vi: 'Ngừng gọi tới số này; nếu bị chặn nhầm, hãy liên hệ hỗ trợ eSMS để được gỡ chặn.',
    },
    voice: true,
  },
  '100': {
    meaning: {
      en: 'eSMS has taken the request on; what becomes of it is not known yet.',
      vi: 'eSMS đã tiếp nhận yêu cầu, nhưng chưa có kết quả cuối cùng.',
    },
    advice: {
      en: 'Keep the call id and wait for the callback, or ask for the status later.',
      vi: 'Lưu mã cuộc gọi (SMSID) rồi chờ callback, hoặc truy vấn trạng thái sau.',
    },
    voice: true,
  },
  '101': {
    meaning: {
      en: 'eSMS does not recognise this pair of ApiKey and SecretKey.',
      vi: 'Xác thực thất bại: cặp ApiKey và SecretKey không đúng.',
    },
    advice: {
      en: 'Compare apiKey and secretKey with those shown in your eSMS account (mind stray spaces), then restart the application.',
      vi: 'Đối chiếu apiKey và secretKey với thông tin trong tài khoản eSMS (chú ý khoảng trắng thừa) rồi khởi động lại ứng dụng.',
    },
    voice: true,
  },
  '102': {
    meaning: {
      en: 'The account has no prices set up, so it cannot send anything yet.',
      vi: 'Tài khoản chưa được thiết lập bảng giá nên chưa thể gửi.',
    },
    advice: {
      en: 'Ask eSMS sales to set up the prices of voice calls for this account.',
      vi: 'Liên hệ bộ phận kinh doanh của eSMS để được thiết lập bảng giá cuộc gọi thoại cho tài khoản.',
    },
    voice: true,
  },
  '103': {
    meaning: {
      en: 'The balance of the account does not cover this request.',
      vi: 'Số dư tài khoản không đủ để thực hiện yêu cầu.',
    },
    advice: {
      en: 'Top up the eSMS account and then place a new call; watch the balance to hear of it earlier.',
      vi: 'Nạp tiền vào tài khoản eSMS rồi tạo cuộc gọi mới; nên theo dõi số dư để biết trước.',
    },
    voice: true,
  },
  '104': {
    meaning: {
      en: 'eSMS knows no such call template, voice call code or brandname.',
      vi: 'Không tìm thấy mẫu cuộc gọi, mã cuộc gọi thoại hoặc brandname đã gửi.',
    },
    advice: {
      en: 'Check templateId or recordingId, and that it was created in the account whose keys you use.',
      vi: 'Kiểm tra lại templateId hoặc recordingId, và chắc chắn nó được tạo trong đúng tài khoản đang dùng.',
    },
    voice: true,
  },
  '105': {
    meaning: {
      en: 'There is no message or call with this id, or it is too early to ask about it.',
      vi: 'Không có tin nhắn hay cuộc gọi nào ứng với SMSID này, hoặc truy vấn quá sớm nên chưa có trạng thái.',
    },
    advice: {
      en: 'Check the id and ask again a few minutes later; never redial on this alone, the call may have been placed.',
      vi: 'Kiểm tra lại SMSID và truy vấn lại sau vài phút; đừng chỉ vì lỗi này mà gọi lại, vì cuộc gọi có thể đã được thực hiện.',
    },
    voice: true,
  },
  '106': {
    meaning: {
      en: 'eSMS holds no recording under the id that was sent.',
      vi: 'Không có file ghi âm nào ứng với mã đã gửi.',
    },
    advice: {
      en: 'Compare recordingId with the recordings in your eSMS account, and upload the file first if it is missing.',
      vi: 'Đối chiếu recordingId với các file ghi âm trong tài khoản eSMS; nếu chưa có thì tải file lên trước.',
    },
    voice: true,
  },
  '107': {
    meaning: {
      en: 'An advertising request must list at least 30 different numbers.',
      vi: 'Mỗi yêu cầu gửi tin quảng cáo phải có ít nhất 30 số điện thoại khác nhau.',
    },
    advice: {
      en: 'Belongs to advertising SMS, not to voice calls: correct that request, or ask eSMS support if a voice call meets it.',
      vi: 'Mã lỗi này thuộc SMS quảng cáo, không phải cuộc gọi thoại: hãy sửa yêu cầu đó, hoặc hỏi hỗ trợ eSMS nếu gặp khi gọi thoại.',
    },
    voice: false,
  },
  '108': {
    meaning: {
      en: 'The phone number is not written in a form that eSMS takes.',
      vi: 'Số điện thoại không đúng định dạng.',
    },
    advice: {
      en: 'Have the recipient check the number, and send it in national form: ten digits, the first one 0.',
      vi: 'Nhờ người nhận kiểm tra lại số, và gửi số theo định dạng trong nước: 10 chữ số, bắt đầu bằng 0.',
    },
    voice: true,
  },
  '110': {
    meaning: {
      en: 'The request carries wrong data.',
      vi: 'Dữ liệu trong yêu cầu không chính xác.',
    },
    advice: {
      en: 'Belongs to Zalo messages, not to voice calls: correct that request, or ask eSMS support if a voice call meets it.',
      vi: 'Mã lỗi này thuộc dịch vụ tin nhắn Zalo, không phải cuộc gọi thoại: hãy sửa yêu cầu đó, hoặc hỏi hỗ trợ eSMS nếu gặp khi gọi thoại.',
    },
    voice: false,
  },
  '115': {
    meaning: {
      en: 'The hash that stands for the phone number is not valid.',
      vi: 'Giá trị băm của số điện thoại không hợp lệ.',
    },
    advice: {
      en: 'Belongs to Zalo messages, not to voice calls: correct that request, or ask eSMS support if a voice call meets it.',
      vi: 'Mã lỗi này thuộc dịch vụ tin nhắn Zalo, không phải cuộc gọi thoại: hãy sửa yêu cầu đó, hoặc hỏi hỗ trợ eSMS nếu gặp khi gọi thoại.',
    },
    voice: false,
  },
  '117': {
    meaning: {
      en: 'The automatically generated code (gencode) is not valid.',
      vi: 'Mã tạo tự động (gencode) không hợp lệ.',
    },
    advice: {
      en: 'Belongs to the codes that eSMS generates and checks itself, not to voice calls: correct that request, or ask eSMS support if a voice call meets it.',
      vi: 'Mã lỗi này thuộc dịch vụ tạo và kiểm tra mã của eSMS, không phải cuộc gọi thoại: hãy sửa yêu cầu đó, hoặc hỏi hỗ trợ eSMS nếu gặp khi gọi thoại.',
    },
    voice: false,
  },
  '118': {
    meaning: {
      en: 'eSMS does not support the message type (SmsType) that was sent.',
      vi: 'eSMS không hỗ trợ loại tin (SmsType) đã gửi.',
    },
    advice: {
      en: 'Ask eSMS whether voice OTP (SmsType 8) is enabled for your account, and check restUrl.',
      vi: 'Hỏi eSMS xem tài khoản đã được bật dịch vụ Voice OTP (SmsType 8) chưa, đồng thời kiểm tra lại restUrl.',
    },
    voice: true,
  },
  '119': {
    meaning: {
      en: 'An advertising request listed fewer than 20 numbers (107 took its place).',
      vi: 'Yêu cầu gửi tin quảng cáo có dưới 20 số điện thoại (nay thay bằng mã 107).',
    },
    advice: {
      en: 'Gone from the published tables: ask eSMS support what it means today if you meet it.',
      vi: 'Mã lỗi này không còn trong bảng mã hiện hành: nếu gặp, hãy hỏi hỗ trợ eSMS về ý nghĩa hiện tại.',
    },
    voice: false,
  },
  '120': {
    meaning: {
      en: 'The request lists more phone numbers than allowed.',
      vi: 'Số lượng số điện thoại trong yêu cầu vượt quá giới hạn.',
    },
    advice: {
      en: 'Belongs to advertising SMS, not to voice calls: correct that request, or ask eSMS support if a voice call meets it.',
      vi: 'Mã lỗi này thuộc SMS quảng cáo, không phải cuộc gọi thoại: hãy sửa yêu cầu đó, hoặc hỏi hỗ trợ eSMS nếu gặp khi gọi thoại.',
    },
    voice: false,
  },
  '124': {
    meaning: {
      en: 'The request id was already used within the last 24 hours.',
      vi: 'RequestId này đã được dùng trong vòng 24 giờ qua.',
    },
    advice: {
      en: 'Do not dial again: look the earlier call up by its request id, and take a new id only for a call that really is new.',
      vi: 'Đừng gọi lại mà hãy tra cứu cuộc gọi trước theo requestId; chỉ dùng id mới cho một cuộc gọi thực sự mới.',
    },
    voice: true,
  },
  '131': {
    meaning: {
      en: 'The text of an advertising message was longer than 422 characters.',
      vi: 'Nội dung tin quảng cáo dài quá 422 ký tự.',
    },
    advice: {
      en: 'Gone from the published tables: ask eSMS support what it means today if you meet it.',
      vi: 'Mã lỗi này không còn trong bảng mã hiện hành: nếu gặp, hãy hỏi hỗ trợ eSMS về ý nghĩa hiện tại.',
    },
    voice: false,
  },
  '132': {
    meaning: {
      en: 'The account was not allowed to send through the number 8755.',
      vi: 'Tài khoản không có quyền gửi tin qua đầu số 8755.',
    },
    advice: {
      en: 'Gone from the published tables: ask eSMS support what it means today if you meet it.',
      vi: 'Mã lỗi này không còn trong bảng mã hiện hành: nếu gặp, hãy hỏi hỗ trợ eSMS về ý nghĩa hiện tại.',
    },
    voice: false,
  },
  '140': {
    meaning: {
      en: 'The request came from an IP address that the account does not allow.',
      vi: 'Địa chỉ IP gửi yêu cầu chưa nằm trong danh sách được phép của tài khoản.',
    },
    advice: {
      en: 'Give the public outgoing IP addresses of your servers to eSMS sales or support, and ask to have them allowed.',
      vi: 'Gửi địa chỉ IP public chiều ra của máy chủ cho bộ phận kinh doanh hoặc hỗ trợ eSMS để được thêm vào danh sách.',
    },
    voice: true,
  },
  '143': {
    meaning: {
      en: 'The account is locked, or was never activated.',
      vi: 'Tài khoản đang bị khóa hoặc chưa được kích hoạt.',
    },
    advice: {
      en: 'Ask eSMS support to activate or unlock the account; no call goes out until then.',
      vi: 'Liên hệ hỗ trợ eSMS để kích hoạt hoặc mở khóa tài khoản; trước đó sẽ không gọi được.',
    },
    voice: true,
  },
  '146': {
    meaning: {
      en: 'The text differs from the customer care template on record.',
      vi: 'Nội dung không khớp với mẫu tin chăm sóc khách hàng đã đăng ký.',
    },
    advice: {
      en: 'Correct the text or register a template for it; count the message as refused, although the reply carries an SMSID.',
      vi: 'Sửa nội dung cho khớp hoặc đăng ký mẫu mới; hãy coi tin đã bị từ chối, dù phản hồi có kèm SMSID.',
    },
    voice: false,
  },
  '160': {
    meaning: {
      en: 'More requests arrived in one second than eSMS allows.',
      vi: 'Số yêu cầu mỗi giây vượt quá giới hạn của eSMS.',
    },
    advice: {
      en: 'The library waits and repeats with the same request id; if it keeps coming, place fewer calls a second or ask eSMS for more.',
      vi: 'Thư viện tự chờ rồi gửi lại với cùng requestId; nếu vẫn gặp, hãy giảm số cuộc gọi mỗi giây hoặc đề nghị eSMS nâng giới hạn.',
    },
    voice: true,
  },
  '161': {
    meaning: {
      en: 'FromDate or ToDate does not hold a date.',
      vi: 'FromDate hoặc ToDate không phải là ngày hợp lệ.',
    },
    advice: {
      en: 'Belongs to the queries about Zalo, not to voice calls: correct that request, or ask eSMS support if a voice call meets it.',
      vi: 'Mã lỗi này thuộc các hàm truy vấn Zalo, không phải cuộc gọi thoại: hãy sửa yêu cầu đó, hoặc hỏi hỗ trợ eSMS nếu gặp khi gọi thoại.',
    },
    voice: false,
  },
  '162': {
    meaning: {
      en: 'Count or Offset has a value that is not allowed.',
      vi: 'Giá trị Count hoặc Offset không hợp lệ.',
    },
    advice: {
      en: 'Belongs to the queries about Zalo, not to voice calls: correct that request, or ask eSMS support if a voice call meets it.',
      vi: 'Mã lỗi này thuộc các hàm truy vấn Zalo, không phải cuộc gọi thoại: hãy sửa yêu cầu đó, hoặc hỏi hỗ trợ eSMS nếu gặp khi gọi thoại.',
    },
    voice: false,
  },
  '163': {
    meaning: {
      en: 'The request names several phone numbers where only one may stand.',
      vi: 'Yêu cầu có nhiều hơn một số điện thoại, trong khi chỉ được phép gửi một số.',
    },
    advice: {
      en: 'Place one call for each number; the library does so, so look for an interceptor or proxy that changes its requests.',
      vi: 'Tạo một cuộc gọi riêng cho mỗi số; thư viện vốn đã làm vậy, nên hãy tìm interceptor hoặc proxy đang sửa yêu cầu.',
    },
    voice: true,
  },
  '171': {
    meaning: {
      en: 'The code was used before, has expired, or was issued for another number.',
      vi: 'Mã đã được sử dụng, đã hết hạn hoặc không được cấp cho số điện thoại này.',
    },
    advice: {
      en: 'Belongs to the codes that eSMS generates and checks itself, not to voice calls: correct that request, or ask eSMS support if a voice call meets it.',
      vi: 'Mã lỗi này thuộc dịch vụ tạo và kiểm tra mã của eSMS, không phải cuộc gọi thoại: hãy sửa yêu cầu đó, hoặc hỏi hỗ trợ eSMS nếu gặp khi gọi thoại.',
    },
    voice: false,
  },
  '177': {
    meaning: {
      en: 'The sender is not registered with the network of the recipient.',
      vi: 'Tên gửi chưa được đăng ký với nhà mạng của người nhận.',
    },
    advice: {
      en: 'Belongs to customer care SMS, not to voice calls: correct that request, or ask eSMS support if a voice call meets it.',
      vi: 'Mã lỗi này thuộc SMS chăm sóc khách hàng, không phải cuộc gọi thoại: hãy sửa yêu cầu đó, hoặc hỏi hỗ trợ eSMS nếu gặp khi gọi thoại.',
    },
    voice: false,
  },
  '199': {
    meaning: {
      en: 'The same request came before and is still being worked on.',
      vi: 'Yêu cầu này đã được gửi trước đó và đang được xử lý.',
    },
    advice: {
      en: 'Belongs to the registration of packages and templates, not to voice calls: correct that request, or ask eSMS support if a voice call meets it.',
      vi: 'Mã lỗi này thuộc chức năng đăng ký gói và mẫu tin, không phải cuộc gọi thoại: hãy sửa yêu cầu đó, hoặc hỏi hỗ trợ eSMS nếu gặp khi gọi thoại.',
    },
    voice: false,
  },
  '201': {
    meaning: {
      en: 'The text contains a word on the block list.',
      vi: 'Nội dung có chứa từ khóa bị chặn.',
    },
    advice: {
      en: 'Belongs to customer care SMS, not to voice calls: correct that request, or ask eSMS support if a voice call meets it.',
      vi: 'Mã lỗi này thuộc SMS chăm sóc khách hàng, không phải cuộc gọi thoại: hãy sửa yêu cầu đó, hoặc hỏi hỗ trợ eSMS nếu gặp khi gọi thoại.',
    },
    voice: false,
  },
  '204': {
    meaning: {
      en: 'eSMS does not know this OAID.',
      vi: 'OAID này không có trong hệ thống eSMS.',
    },
    advice: {
      en: 'Belongs to Zalo messages, not to voice calls: correct that request, or ask eSMS support if a voice call meets it.',
      vi: 'Mã lỗi này thuộc dịch vụ tin nhắn Zalo, không phải cuộc gọi thoại: hãy sửa yêu cầu đó, hoặc hỏi hỗ trợ eSMS nếu gặp khi gọi thoại.',
    },
    voice: false,
  },
  '210': {
    meaning: {
      en: 'The payload is not built as the specification asks.',
      vi: 'Dữ liệu gửi lên không đúng cấu trúc quy định.',
    },
    advice: {
      en: 'Belongs to Zalo messages, not to voice calls: correct that request, or ask eSMS support if a voice call meets it.',
      vi: 'Mã lỗi này thuộc dịch vụ tin nhắn Zalo, không phải cuộc gọi thoại: hãy sửa yêu cầu đó, hoặc hỏi hỗ trợ eSMS nếu gặp khi gọi thoại.',
    },
    voice: false,
  },
  '300': {
    meaning: {
      en: 'The request does not say which type of message it is.',
      vi: 'Yêu cầu thiếu loại tin (SmsType).',
    },
    advice: {
      en: 'The library sends SmsType with every OTP call: look for an interceptor or proxy that drops it, else report a bug.',
      vi: 'Thư viện luôn gửi SmsType trong mỗi cuộc gọi OTP: hãy tìm interceptor hoặc proxy đã làm mất trường này, nếu không có thì báo lỗi thư viện.',
    },
    voice: true,
  },
  '301': {
    meaning: {
      en: 'The code of the service type is not supported.',
      vi: 'Mã loại dịch vụ không được hỗ trợ.',
    },
    advice: {
      en: 'Belongs to the registration of SMS templates, not to voice calls: correct that request, or ask eSMS support if a voice call meets it.',
      vi: 'Mã lỗi này thuộc chức năng đăng ký mẫu tin SMS, không phải cuộc gọi thoại: hãy sửa yêu cầu đó, hoặc hỏi hỗ trợ eSMS nếu gặp khi gọi thoại.',
    },
    voice: false,
  },
  '687': {
    meaning: {
      en: 'The request lists more than 500 phone numbers.',
      vi: 'Yêu cầu có hơn 500 số điện thoại.',
    },
    advice: {
      en: 'Belongs to Zalo messages, not to voice calls: correct that request, or ask eSMS support if a voice call meets it.',
      vi: 'Mã lỗi này thuộc dịch vụ tin nhắn Zalo, không phải cuộc gọi thoại: hãy sửa yêu cầu đó, hoặc hỏi hỗ trợ eSMS nếu gặp khi gọi thoại.',
    },
    voice: false,
  },
  '788': {
    meaning: {
      en: 'The Zalo Official Account was not active (799 took its place).',
      vi: 'OAID chưa hoạt động (nay gộp vào mã 799).',
    },
    advice: {
      en: 'Gone from the published tables: ask eSMS support what it means today if you meet it.',
      vi: 'Mã lỗi này không còn trong bảng mã hiện hành: nếu gặp, hãy hỏi hỗ trợ eSMS về ý nghĩa hiện tại.',
    },
    voice: false,
  },
  '789': {
    meaning: {
      en: 'The template is not set up for the Official Account in use.',
      vi: 'Template chưa được cấu hình cho OA đang sử dụng.',
    },
    advice: {
      en: 'Belongs to Zalo messages, not to voice calls: correct that request, or ask eSMS support if a voice call meets it.',
      vi: 'Mã lỗi này thuộc dịch vụ tin nhắn Zalo, không phải cuộc gọi thoại: hãy sửa yêu cầu đó, hoặc hỏi hỗ trợ eSMS nếu gặp khi gọi thoại.',
    },
    voice: false,
  },
  '790': {
    meaning: {
      en: 'The ZNS template is not the right one.',
      vi: 'Template ZNS không đúng.',
    },
    advice: {
      en: 'Belongs to Zalo messages, not to voice calls: correct that request, or ask eSMS support if a voice call meets it.',
      vi: 'Mã lỗi này thuộc dịch vụ tin nhắn Zalo, không phải cuộc gọi thoại: hãy sửa yêu cầu đó, hoặc hỏi hỗ trợ eSMS nếu gặp khi gọi thoại.',
    },
    voice: false,
  },
  '791': {
    meaning: {
      en: 'The id of the Official Account or of the template is not given.',
      vi: 'Thiếu OA ID hoặc template ID.',
    },
    advice: {
      en: 'Belongs to Zalo messages, not to voice calls: correct that request, or ask eSMS support if a voice call meets it.',
      vi: 'Mã lỗi này thuộc dịch vụ tin nhắn Zalo, không phải cuộc gọi thoại: hãy sửa yêu cầu đó, hoặc hỏi hỗ trợ eSMS nếu gặp khi gọi thoại.',
    },
    voice: false,
  },
  '799': {
    meaning: {
      en: 'The Official Account is inactive, its id is wrong, or the account does not hold it.',
      vi: 'OAID không đúng, chưa hoạt động hoặc chưa được thêm vào tài khoản.',
    },
    advice: {
      en: 'Belongs to Zalo messages, not to voice calls: correct that request, or ask eSMS support if a voice call meets it.',
      vi: 'Mã lỗi này thuộc dịch vụ tin nhắn Zalo, không phải cuộc gọi thoại: hãy sửa yêu cầu đó, hoặc hỏi hỗ trợ eSMS nếu gặp khi gọi thoại.',
    },
    voice: false,
  },
  '801': {
    meaning: {
      en: 'A schedule does not go together with the over-quota mode (Mode 3).',
      vi: 'Chế độ gửi vượt hạn mức (Mode 3) không dùng được cùng với đặt lịch gửi.',
    },
    advice: {
      en: 'Belongs to Zalo messages, not to voice calls: correct that request, or ask eSMS support if a voice call meets it.',
      vi: 'Mã lỗi này thuộc dịch vụ tin nhắn Zalo, không phải cuộc gọi thoại: hãy sửa yêu cầu đó, hoặc hỏi hỗ trợ eSMS nếu gặp khi gọi thoại.',
    },
    voice: false,
  },
  '802': {
    meaning: {
      en: 'The Official Account may not use the over-quota mode (Mode 3).',
      vi: 'OA chưa được phép dùng chế độ gửi vượt hạn mức (Mode 3).',
    },
    advice: {
      en: 'Belongs to Zalo messages, not to voice calls: correct that request, or ask eSMS support if a voice call meets it.',
      vi: 'Mã lỗi này thuộc dịch vụ tin nhắn Zalo, không phải cuộc gọi thoại: hãy sửa yêu cầu đó, hoặc hỏi hỗ trợ eSMS nếu gặp khi gọi thoại.',
    },
    voice: false,
  },
  '851': {
    meaning: {
      en: 'The query names no MessageId or SMSID.',
      vi: 'Thiếu MessageId hoặc SMSID.',
    },
    advice: {
      en: 'Belongs to the queries about Zalo, not to voice calls: correct that request, or ask eSMS support if a voice call meets it.',
      vi: 'Mã lỗi này thuộc các hàm truy vấn Zalo, không phải cuộc gọi thoại: hãy sửa yêu cầu đó, hoặc hỏi hỗ trợ eSMS nếu gặp khi gọi thoại.',
    },
    voice: false,
  },
  '852': {
    meaning: {
      en: 'The Zalo UID is not valid.',
      vi: 'Zalo UID không hợp lệ.',
    },
    advice: {
      en: 'Belongs to Zalo messages, not to voice calls: correct that request, or ask eSMS support if a voice call meets it.',
      vi: 'Mã lỗi này thuộc dịch vụ tin nhắn Zalo, không phải cuộc gọi thoại: hãy sửa yêu cầu đó, hoặc hỏi hỗ trợ eSMS nếu gặp khi gọi thoại.',
    },
    voice: false,
  },
  '853': {
    meaning: {
      en: 'The request carries no ZaloUid.',
      vi: 'Yêu cầu thiếu ZaloUid.',
    },
    advice: {
      en: 'Belongs to Zalo messages, not to voice calls: correct that request, or ask eSMS support if a voice call meets it.',
      vi: 'Mã lỗi này thuộc dịch vụ tin nhắn Zalo, không phải cuộc gọi thoại: hãy sửa yêu cầu đó, hoặc hỏi hỗ trợ eSMS nếu gặp khi gọi thoại.',
    },
    voice: false,
  },
  '854': {
    meaning: {
      en: 'The query found no data.',
      vi: 'Không tìm thấy dữ liệu.',
    },
    advice: {
      en: 'Belongs to the queries about Zalo, not to voice calls: correct that request, or ask eSMS support if a voice call meets it.',
      vi: 'Mã lỗi này thuộc các hàm truy vấn Zalo, không phải cuộc gọi thoại: hãy sửa yêu cầu đó, hoặc hỏi hỗ trợ eSMS nếu gặp khi gọi thoại.',
    },
    voice: false,
  },
} as const satisfies Record<string, GatewayCodeText>;
