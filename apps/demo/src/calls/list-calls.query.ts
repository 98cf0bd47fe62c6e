import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Max, Min } from 'class-validator';
import { CALL_KINDS, CALL_STATES, type CallKind, type CallState } from 'nestjs-esms-voice';

/** Query of `GET /calls`. */
export class ListCallsQueryDto {
  @IsOptional()
  @IsIn(CALL_STATES)
  state?: CallState;

  @IsOptional()
  @IsIn(CALL_KINDS)
  kind?: CallKind;

  /** The library says what is wrong with a moment. */
  @IsOptional()
  @IsString()
  from?: string;

  @IsOptional()
  @IsString()
  to?: string;

  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(500)
  limit?: number;

  @IsOptional()
  @IsString()
  cursor?: string;
}
