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

function IsCodeUnlessContent(): PropertyDecorator {
  const problemOf = (body: PlaceOtpCallBody): string | null => {
    if (body.code == null) return body.content == null ? 'either code or content is needed' : null;
    if (body.content != null) return 'code and content cannot be given together';
    return typeof body.code === 'string' && CODE.test(body.code) ? null : 'code must be 4 to 10 digits, as text';
  };
  return ValidateBy({
    name: 'isCodeUnlessContent',
    validator: {
      validate: (_, args) => problemOf(args!.object as PlaceOtpCallBody) === null,
      defaultMessage: (args) => problemOf(args!.object as PlaceOtpCallBody) ?? '',
    },
  });
}
