import { IsBoolean, IsOptional, ValidateBy, ValidateIf } from 'class-validator';
import { IsCallContent, IsCallPhone, IsCampaignId, IsRequestId, IsSendAt } from 'nestjs-esms-voice';

const CODE = /^\d{4,10}$/;

/** Body of `POST /calls/otp`: either a code, spoken as it is, or a content. */
export class PlaceOtpCallBody {
  @IsCallPhone()
  phone!: string;

  @IsCodeUnlessContent()
  code?: string;

  @ValidateIf((body: PlaceOtpCallBody) => body.content != null)
  @IsCallContent()
  content?: string;

  @IsOptional()
  @IsRequestId()
  requestId?: string;

  @IsOptional()
  @IsCampaignId()
  campaignId?: string;

  @IsOptional()
  @IsBoolean({ message: 'sandbox must be true or false' })
  sandbox?: boolean;

  @IsOptional()
  @IsSendAt()
  sendAt?: Date;
}

/** What is wrong with the code, or with the want of one; `null`: nothing. */
export function codeProblem({ code, content }: { readonly code?: unknown; readonly content?: unknown }): string | null {
  if (code == null) return content == null ? 'either code or content is needed' : null;
  if (content != null) return 'code and content cannot be given together';
  return typeof code === 'string' && CODE.test(code) ? null : 'code must be 4 to 10 digits, as text';
}

function IsCodeUnlessContent(): PropertyDecorator {
  return ValidateBy({
    name: 'isCodeUnlessContent',
    validator: {
      validate: (_, args) => codeProblem(args!.object) === null,
      defaultMessage: (args) => codeProblem(args!.object) ?? '',
    },
  });
}
