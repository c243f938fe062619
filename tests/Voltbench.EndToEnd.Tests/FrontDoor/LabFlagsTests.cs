using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Voltbench.EndToEnd.Tests.Processes;

namespace Voltbench.EndToEnd.Tests.FrontDoor;

/// <summary>What <c>./lab</c> says to help, mistakes and a port that is taken.</summary>
public sealed class LabFlagsTests : IDisposable
{
    private readonly string _data = DataFolder.Create("vb-lab-");

    [Fact]
    public async Task Help_lists_every_command_and_flag()
    {
        var (code, output) = await Shell.LabToEndAsync("--help");
        code.ShouldBe(0);
        foreach (var word in new[] { "up", "--port", "--data", "--demo", "--no-build", "token", "--org", "--role", "--ttl", "test", "bench" })
            output.ShouldContain(word);
    }

    [Theory]
    [InlineData("up --bogus", "unknown flag --bogus")]
    [InlineData("up --port", "--port needs a value")]
    [InlineData("up --port 70000", "--port must be 1 to 65535")]
    [InlineData("up --port x", "--port must be 1 to 65535")]
    [InlineData("token --bogus", "unknown flag --bogus")]
    [InlineData("test --fast", "unknown flag --fast")]
    [InlineData("down", "there is no such command")]
    public async Task A_mistake_is_refused_with_its_name(string line, string message)
    {
        var (code, output) = await Shell.LabToEndAsync(line.Split(' '));
        code.ShouldBe(2);
        output.ShouldContain(message);
        output.ShouldContain("--help");
    }

    [Fact]
    public async Task A_port_that_is_taken_is_named()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var (code, output) = await Shell.LabToEndAsync("up", "--no-build", "--data", _data, "--port", $"{port}");
        code.ShouldBe(1);
        output.ShouldContain($"port {port} is taken");
    }

    [Theory]
    [InlineData("", "user", "00000000-0000-4000-8000-000000000001", 30 * 86400)]
    [InlineData("--org 8b1f9e0c-3f0e-4a53-9a3d-2f6f6a1f6f10 --ttl 60", "user", "8b1f9e0c-3f0e-4a53-9a3d-2f6f6a1f6f10", 60)]
    [InlineData("--role admin", "admin", null, 30 * 86400)]
    public async Task Token_prints_a_token_and_nothing_else(string flags, string role, string? organization, int lifetime)
    {
        var (code, output) = await Shell.LabToEndAsync(["token", "--data", _data, .. flags.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        code.ShouldBe(0, output);
        var parts = output.Trim().Split('.');
        parts.Length.ShouldBe(3, output);
        var claims = JsonDocument.Parse(Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(parts[1]))).RootElement;
        claims.GetProperty("role").GetString().ShouldBe(role);
        (claims.TryGetProperty("org", out var org) ? org.GetString() : null).ShouldBe(organization);
        (claims.GetProperty("exp").GetInt64() - claims.GetProperty("iat").GetInt64()).ShouldBe(lifetime);
        File.GetUnixFileMode(Path.Combine(_data, "jwt.key")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    public void Dispose() => Directory.Delete(_data, recursive: true);
}
