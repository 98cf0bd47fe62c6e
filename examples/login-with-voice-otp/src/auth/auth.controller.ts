import { Body, Controller, Get, HttpCode, Ip, Post, Req, UnauthorizedException, UseGuards } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { IsEmail, IsJWT, MinLength } from 'class-validator';
import { IsCallPhone } from 'nestjs-esms-voice';
import { CheckVerificationDto } from 'nestjs-esms-voice/verification';
import { VoiceFactor, type VoiceChallenge } from '../voice-factor.service.js';
import { ACCESS, AccessTokenGuard } from './access-token.guard.js';
import { UsersService } from './users.service.js';

class LoginDto {
  @IsEmail()
  email!: string;

  @MinLength(8)
  password!: string;
}

class RegisterDto extends LoginDto {
  @IsCallPhone()
  phone!: string;
}

class TypedCodeDto extends CheckVerificationDto {
  @IsJWT()
  ticket!: string;
}

@Controller('auth')
export class AuthController {
  constructor(
    private readonly users: UsersService,
    private readonly voiceFactor: VoiceFactor,
    private readonly jwt: JwtService,
  ) {}

  @Post('register')
  async register(@Body() { email, password, phone }: RegisterDto): Promise<{ id: string }> {
    const { id } = await this.users.register(email, password, phone);
    return { id };
  }

  /** Where it gave an access token before, it now rings the user's phone. */
  @Post('login')
  @HttpCode(200)
  async login(@Body() { email, password }: LoginDto, @Ip() ip: string): Promise<VoiceChallenge> {
    const user = await this.users.authenticate(email, password);
    if (!user) throw new UnauthorizedException();
    return this.voiceFactor.ring(user, ip);
  }

  @Post('login/code')
  @HttpCode(200)
  async typeCode(@Body() { ticket, code }: TypedCodeDto): Promise<{ accessToken: string }> {
    const userId = await this.voiceFactor.prove(ticket, code);
    return { accessToken: await this.jwt.signAsync({ sub: userId }, { audience: ACCESS, expiresIn: '1h' }) };
  }

  @Get('me')
  @UseGuards(AccessTokenGuard)
  me(@Req() { userId }: { userId: string }): { id: string } {
    return { id: userId };
  }
}
