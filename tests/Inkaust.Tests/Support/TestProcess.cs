using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace Inkaust.Tests;

/// <summary>What holds for the whole test process, and for the programs that it starts.</summary>
internal static class TestProcess
{
    // The key of the person who runs the tests stays untouched.
    [ModuleInitializer]
    internal static void UseAKeyOfItsOwn() =>
        Environment.SetEnvironmentVariable("INKAUST_MASTER_KEY", Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
}
