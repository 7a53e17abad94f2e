using System.Security.Cryptography;
using System.Text;

namespace Inkaust.LocalKsef;

/// <summary>Reference numbers: <c>yyyyMMdd-XX-10 hex-10 hex-2 hex</c>, 36 characters; XX tells what it refers to.</summary>
internal static class ReferenceNumber
{
    public const int Length = 36;

    public static string ForChallenge(DateTimeOffset now) => New("CR", now);

    public static string ForLogin(DateTimeOffset now) => New("AU", now);

    public static string ForEnrollment(DateTimeOffset now) => New("CE", now);

    public static string ForOnlineSession(DateTimeOffset now) => New("SO", now);

    public static string ForBatchSession(DateTimeOffset now) => New("SB", now);

    public static string ForExport(DateTimeOffset now) => New("EX", now);

    public static string ForPermission(DateTimeOffset now) => New("PE", now);

    public static string ForToken(DateTimeOffset now) => New("KT", now);

    public static string ForInvoice(DateTimeOffset now) => New("EE", now);

    public static string ForUpo(DateTimeOffset now) => New("EU", now);

    private static string New(string kind, DateTimeOffset now)
    {
        var random = Convert.ToHexString(RandomNumberGenerator.GetBytes(10));
        var body = $"{now.UtcDateTime:yyyyMMdd}-{kind}-{random[..10]}-{random[10..]}";
        byte check = 0;
        foreach (var octet in Encoding.ASCII.GetBytes(body)) check = (byte)(check * 31 + octet);
        return $"{body}-{check:X2}";
    }
}
