using Voltbench.Gateway.Auth;

namespace Voltbench.Gateway.Tests.Auth;

public sealed class LocalKeyTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("voltbench-key").FullName;

    private string KeyFile => Path.Combine(_directory, "deeper", "jwt.key");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void Is_made_once_for_the_owner_alone()
    {
        var keys = new byte[8][];
        Parallel.For(0, keys.Length, i => keys[i] = LocalKey.ReadOrCreate(KeyFile));
        keys.Select(Convert.ToHexString).Distinct(StringComparer.Ordinal).ShouldHaveSingleItem();
        keys[0].Length.ShouldBe(64);
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(KeyFile).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Directory.GetFiles(Path.GetDirectoryName(KeyFile)!).ShouldHaveSingleItem();
    }

    [Fact]
    public void A_short_one_is_refused()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(KeyFile)!);
        File.WriteAllText(KeyFile, "short");
        Should.Throw<InvalidOperationException>(() => LocalKey.ReadOrCreate(KeyFile)).Message.ShouldContain("32 bytes");
    }
}
