using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Inkaust.LocalKsef;

namespace Inkaust.Tests;

/// <summary>What holds for the whole test process, and for the programs that it starts.</summary>
internal static class TestProcess
{
    // The key of the person who runs the tests stays untouched.
    [ModuleInitializer]
    internal static void UseAKeyOfItsOwn() =>
        Environment.SetEnvironmentVariable("INKAUST_MASTER_KEY", Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));

    // Each of a thousand local KSeFs would make two, which was more than a third of all that the tests asked of the processors.
    [ModuleInitializer]
    internal static void LendRsaKeys()
    {
        var lent = Enumerable.Range(0, 16).Select(_ => new Lazy<byte[]>(NewRsaKey)).ToArray();
        var taken = -1;
        EncryptionKeys.NewRsa = () =>
        {
            var rsa = RSA.Create();
            rsa.ImportPkcs8PrivateKey(lent[(uint)Interlocked.Increment(ref taken) % lent.Length].Value, out _);
            return rsa;
        };
    }

    private static byte[] NewRsaKey()
    {
        using var rsa = RSA.Create(2048);
        return rsa.ExportPkcs8PrivateKey();
    }
}
