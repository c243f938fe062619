using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Voltbench.Ocpp.Transport;
using Voltbench.Testing.Wire;

namespace Voltbench.Simulation.Tests.Files;

/// <summary>Real HTTP, HTTPS and FTP on loopback.</summary>
public class NetworkFileTransferTests
{
    private static readonly FileTransferOptions Usual = new() { IdleTimeout = TimeSpan.FromSeconds(20), MaxFileBytes = 1_000_000 };

    private static NetworkFileTransfer Transfer(FileTransferOptions? options = null, TlsSettings? tls = null, Func<IPAddress, bool>? allow = null)
        => new(options ?? Usual, TimeProvider.System, tls, allow);

    private static byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        for (var i = 0; i < length; i++)
            bytes[i] = (byte)(i * 7);
        return bytes;
    }

    /// <summary>A server that answers every request with the text the function gives.</summary>
    private static RawServer Http(Func<RawPeer, byte[], string> answer, X509Certificate2? certificate = null) => RawServer.Start(async peer =>
    {
        if (certificate is not null)
            await peer.SecureAsync(certificate);
        while (true)
        {
            await peer.ReadRequestAsync();
            var length = int.Parse(peer.Field("Content-Length") ?? "0", CultureInfo.InvariantCulture);
            await peer.SendAsync(answer(peer, await peer.ReadBodyAsync(length)));
        }
    });

    private static string Ok(string body) => $"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n\r\n{body}";

    private static string Status(int code) => $"HTTP/1.1 {code} No\r\nContent-Length: 0\r\n\r\n";

    [Fact]
    public async Task Http_reads_a_file_and_keeps_its_measures()
    {
        await using var server = Http((_, _) => Ok("VOLTBENCH-FIRMWARE version=1\nrest"));
        using var files = Transfer();
        var receipt = await files.DownloadAsync($"http://127.0.0.1:{server.Port}/a/fw.bin", CancellationToken.None);
        receipt.Outcome.ShouldBe(FileOutcome.Done);
        receipt.Length.ShouldBe(33);
        var whole = "VOLTBENCH-FIRMWARE version=1\nrest"u8.ToArray();
        receipt.Sha256.ToArray().ShouldBe(SHA256.HashData(whole));
        receipt.Md5.ToArray().ShouldBe(MD5.HashData(whole));
        receipt.Head.ToArray().ShouldBe(whole);
    }

    [Fact]
    public async Task Credentials_become_Basic_authentication_and_are_in_no_message()
    {
        string? seen = null;
        await using var server = Http((peer, _) =>
        {
            seen = peer.Field("Authorization");
            peer.Request.ShouldNotContain("s%C3%A9cret");
            return Status(404);
        });
        using var files = Transfer();
        var receipt = await files.DownloadAsync($"http://joe:s%C3%A9cret@127.0.0.1:{server.Port}/a?token=x", CancellationToken.None);
        Encoding.UTF8.GetString(Convert.FromBase64String(seen!["Basic ".Length..])).ShouldBe("joe:sécret");
        receipt.Outcome.ShouldBe(FileOutcome.NotFound);
        receipt.Detail!.ShouldNotContain("cret");
        receipt.Detail!.ShouldNotContain("token");
    }

    [Theory]
    [InlineData(401, FileOutcome.Denied)]
    [InlineData(403, FileOutcome.Denied)]
    [InlineData(404, FileOutcome.NotFound)]
    [InlineData(410, FileOutcome.NotFound)]
    [InlineData(400, FileOutcome.Refused)]
    [InlineData(500, FileOutcome.Broken)]
    [InlineData(503, FileOutcome.Broken)]
    public async Task Http_refusals_have_their_outcome(int code, FileOutcome outcome)
    {
        await using var server = Http((_, _) => Status(code));
        using var files = Transfer();
        (await files.DownloadAsync($"http://127.0.0.1:{server.Port}/a", CancellationToken.None)).Outcome.ShouldBe(outcome);
        (await files.UploadAsync($"http://127.0.0.1:{server.Port}/a", "x.log", "log"u8.ToArray(), CancellationToken.None)).Outcome.ShouldBe(outcome);
    }

    [Theory]
    [InlineData("/up/", "PUT /up/x%20y.log HTTP/1.1")]
    [InlineData("", "PUT /x%20y.log HTTP/1.1")]
    [InlineData("/up/file.bin?sig=1", "PUT /up/file.bin?sig=1 HTTP/1.1")]
    public async Task Http_delivers_by_put(string path, string line)
    {
        (string Line, string Body) seen = default;
        await using var server = Http((peer, body) =>
        {
            seen = (peer.Request.Split("\r\n")[0], Encoding.UTF8.GetString(body));
            return Status(201);
        });
        using var files = Transfer();
        var receipt = await files.UploadAsync($"http://127.0.0.1:{server.Port}{path}", "x y.log", "hello"u8.ToArray(), CancellationToken.None);
        receipt.IsDone.ShouldBeTrue(receipt.Detail);
        seen.ShouldBe((line, "hello"));
    }

    [Theory]
    [InlineData(405)]
    [InlineData(501)]
    public async Task Http_delivers_by_post_where_put_is_unknown(int code)
    {
        var lines = new List<string>();
        await using var server = Http((peer, _) =>
        {
            lines.Add(peer.Request.Split(' ')[0]);
            return peer.Request.StartsWith("PUT", StringComparison.Ordinal) ? Status(code) : Ok("");
        });
        using var files = Transfer();
        (await files.UploadAsync($"http://127.0.0.1:{server.Port}/up", "x", "hello"u8.ToArray(), CancellationToken.None)).IsDone.ShouldBeTrue();
        lines.ShouldBe(["PUT", "POST"]);
    }

    [Fact]
    public async Task A_file_beyond_the_limit_is_not_read_to_its_end()
    {
        var big = new string('x', 5000);
        await using var told = Http((_, _) => Ok(big));
        await using var untold = Http((_, _) => $"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{big}");
        using var files = Transfer(Usual with { MaxFileBytes = 4999 });
        (await files.DownloadAsync($"http://127.0.0.1:{told.Port}/a", CancellationToken.None)).Outcome.ShouldBe(FileOutcome.TooLarge);
        (await files.DownloadAsync($"http://127.0.0.1:{untold.Port}/a", CancellationToken.None)).Outcome.ShouldBe(FileOutcome.TooLarge);
    }

    [Fact]
    public async Task A_server_that_stands_still_is_given_up()
    {
        await using var silent = RawServer.Start(async peer =>
        {
            await peer.ReadRequestAsync();
            await peer.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc");
            await peer.HoldAsync();
        });
        await using var ftp = FtpServer.Start(isDeafTo: "RETR");
        ftp.Files["a"] = Bytes(10);
        using var files = Transfer(Usual with { IdleTimeout = TimeSpan.FromMilliseconds(200) });
        (await files.DownloadAsync($"http://127.0.0.1:{silent.Port}/a", CancellationToken.None)).Outcome.ShouldBe(FileOutcome.TimedOut);
        (await files.DownloadAsync($"ftp://127.0.0.1:{ftp.Port}/a", CancellationToken.None)).Outcome.ShouldBe(FileOutcome.TimedOut);
    }

    [Fact]
    public async Task A_connection_that_breaks_off_is_no_file()
    {
        await using var server = RawServer.Start(async peer =>
        {
            await peer.ReadRequestAsync();
            await peer.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc");
        });
        await using var ftp = FtpServer.Start(breaksAfter: 5);
        ftp.Files["a"] = Bytes(10);
        using var files = Transfer();
        (await files.DownloadAsync($"http://127.0.0.1:{server.Port}/a", CancellationToken.None)).Outcome.ShouldBe(FileOutcome.Broken);
        (await files.DownloadAsync($"ftp://127.0.0.1:{ftp.Port}/a", CancellationToken.None)).Outcome.ShouldBe(FileOutcome.Broken);
    }

    [Theory]
    [InlineData("", FileOutcome.BadAddress)]
    [InlineData("/relative", FileOutcome.BadAddress)]
    [InlineData("http://", FileOutcome.BadAddress)]
    [InlineData("sftp://host/a", FileOutcome.NotSupported)]
    [InlineData("file:///etc/passwd", FileOutcome.BadAddress)]
    [InlineData("http://127.0.0.1:1/a", FileOutcome.Unreachable)]
    [InlineData("ftp://127.0.0.1:1/a", FileOutcome.Unreachable)]
    [InlineData("http://no-such-host.invalid/a", FileOutcome.Unreachable)]
    public async Task Addresses_that_lead_nowhere(string address, FileOutcome outcome)
    {
        using var files = Transfer();
        var receipt = await files.DownloadAsync(address, CancellationToken.None);
        receipt.Outcome.ShouldBe(outcome);
        receipt.Detail.ShouldNotBeNullOrEmpty();
        (await files.UploadAsync(address, "a", new byte[1], CancellationToken.None)).Outcome.ShouldBe(outcome);
    }

    [Fact]
    public async Task Forbidden_addresses_are_not_connected_to_also_after_a_redirect()
    {
        await using var server = Http((_, _) => Ok("secret"));
        using var closed = Transfer(allow: _ => false);
        (await closed.DownloadAsync($"http://127.0.0.1:{server.Port}/a", CancellationToken.None)).Outcome.ShouldBe(FileOutcome.Unreachable);
        (await closed.DownloadAsync($"ftp://localhost:{server.Port}/a", CancellationToken.None)).Outcome.ShouldBe(FileOutcome.Unreachable);
        server.Accepted.ShouldBe(0);

        await using var lure = Http((_, _) => $"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.2:{server.Port}/a\r\nContent-Length: 0\r\n\r\n");
        using var half = Transfer(allow: a => a.Equals(IPAddress.Loopback));
        (await half.DownloadAsync($"http://127.0.0.1:{lure.Port}/a", CancellationToken.None)).Outcome.ShouldBe(FileOutcome.Unreachable);
        server.Accepted.ShouldBe(0);
    }

    [Fact]
    public async Task Https_trusts_what_it_is_told_to()
    {
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = TestCertificates.SelfSigned(["127.0.0.1"], now.AddDays(-1), now.AddDays(1));
        await using var server = Http((_, _) => Ok("safe"), certificate);
        using var trusting = Transfer(tls: new TlsSettings { TrustedRoots = [certificate] });
        (await trusting.DownloadAsync($"https://127.0.0.1:{server.Port}/a", CancellationToken.None)).Outcome.ShouldBe(FileOutcome.Done);
        using var usual = Transfer();
        var refused = await usual.DownloadAsync($"https://127.0.0.1:{server.Port}/a", CancellationToken.None);
        refused.Outcome.ShouldBe(FileOutcome.Unreachable);
        refused.Detail!.ShouldContain("TLS");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Ftp_reads_and_delivers(bool knowsEpsv)
    {
        await using var server = FtpServer.Start(("joe", "s é"), knowsEpsv);
        var image = Bytes(300_000);
        server.Files["fw dir/ä.bin"] = image;
        using var files = Transfer();
        var address = $"ftp://joe:s%20%C3%A9@127.0.0.1:{server.Port}";
        var receipt = await files.DownloadAsync(address + "/fw%20dir/%C3%A4.bin", CancellationToken.None);
        receipt.Outcome.ShouldBe(FileOutcome.Done, receipt.Detail);
        receipt.Sha256.ToArray().ShouldBe(SHA256.HashData(image));

        (await files.UploadAsync(address + "/logs/", "a.log", "one"u8.ToArray(), CancellationToken.None)).Outcome.ShouldBe(FileOutcome.Done);
        (await files.UploadAsync(address + "/b.log", "a.log", "two"u8.ToArray(), CancellationToken.None)).Outcome.ShouldBe(FileOutcome.Done);
        Encoding.UTF8.GetString(server.Files["logs/a.log"]).ShouldBe("one");
        Encoding.UTF8.GetString(server.Files["b.log"]).ShouldBe("two");
        server.Commands.ShouldContain("TYPE I");
    }

    [Fact]
    public async Task Ftp_refusals_have_their_outcome()
    {
        await using var server = FtpServer.Start(("joe", "right"));
        using var files = Transfer();
        var wrong = await files.DownloadAsync($"ftp://joe:wrong@127.0.0.1:{server.Port}/a", CancellationToken.None);
        wrong.Outcome.ShouldBe(FileOutcome.Denied);
        wrong.Detail!.ShouldNotContain("wrong");
        (await files.DownloadAsync($"ftp://127.0.0.1:{server.Port}/a", CancellationToken.None)).Outcome.ShouldBe(FileOutcome.Denied);
        server.Commands.ShouldContain("USER anonymous");
        (await files.DownloadAsync($"ftp://joe:right@127.0.0.1:{server.Port}/a", CancellationToken.None)).Outcome.ShouldBe(FileOutcome.NotFound);
        (await files.UploadAsync($"ftp://joe:right@127.0.0.1:{server.Port}/readonly/", "a", new byte[1], CancellationToken.None)).Outcome.ShouldBe(FileOutcome.Denied);
    }

    [Fact]
    public async Task A_path_cannot_smuggle_in_a_command()
    {
        await using var server = FtpServer.Start();
        using var files = Transfer();
        await files.DownloadAsync($"ftp://127.0.0.1:{server.Port}/a%0D%0ADELE%20b", CancellationToken.None);
        server.Commands.ShouldContain("RETR a");
        server.Commands.ShouldAllBe(c => !c.StartsWith("DELE"));
    }

    [Fact]
    public async Task A_server_that_speaks_no_ftp_is_told_apart()
    {
        await using var server = RawServer.Start(async peer =>
        {
            await peer.SendAsync("SSH-2.0-OpenSSH_9.9\r\n");
            await peer.DrainAsync();
        });
        using var files = Transfer();
        (await files.DownloadAsync($"ftp://127.0.0.1:{server.Port}/a", CancellationToken.None)).Outcome.ShouldBe(FileOutcome.Broken);
    }

    [Fact]
    public async Task No_more_transfers_run_at_once_than_allowed()
    {
        var gate = new TaskCompletionSource();
        var (now, most) = (0, 0);
        await using var server = RawServer.Start(async peer =>
        {
            await peer.ReadRequestAsync();
            var running = Interlocked.Increment(ref now);
            lock (gate)
                most = Math.Max(most, running);
            await gate.Task.WaitAsync(peer.Stopped);
            Interlocked.Decrement(ref now);
            await peer.SendAsync("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 1\r\n\r\nx");
        });
        using var files = Transfer(Usual with { MaxAtOnce = 3 });
        var all = Enumerable.Range(0, 12).Select(_ => files.DownloadAsync($"http://127.0.0.1:{server.Port}/a", CancellationToken.None)).ToList();
        await Until(() => Volatile.Read(ref now) == 3);
        gate.SetResult();
        (await Task.WhenAll(all)).ShouldAllBe(r => r.IsDone);
        most.ShouldBe(3);
    }

    [Fact]
    public async Task A_transfer_that_is_no_longer_wanted_ends()
    {
        await using var server = RawServer.Start(peer => peer.HoldAsync());
        using var files = Transfer();
        using var stop = new CancellationTokenSource();
        var transfer = files.DownloadAsync($"http://127.0.0.1:{server.Port}/a", stop.Token);
        await Until(() => server.Accepted == 1);
        await stop.CancelAsync();
        (await transfer).Outcome.ShouldBe(FileOutcome.Cancelled);
    }

    private static async Task Until(Func<bool> isSo)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10), TimeProvider.System);
        while (!isSo())
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, limit.Token);
    }
}
