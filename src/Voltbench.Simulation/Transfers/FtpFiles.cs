using System.Net.Sockets;

namespace Voltbench.Simulation.Transfers;

/// <summary>Files over FTP (RFC 959), passive and binary: RETR to read, STOR to deliver. Without credentials in the address it logs in as anonymous.</summary>
internal sealed class FtpFiles(FileConnections connections, FileTransferOptions options) : IFileProtocol
{
    public async Task<FileReceipt> DownloadAsync(FileUrl source, TransferClock clock)
    {
        using var control = await FtpControl.OpenAsync(connections, source, clock);
        if (await LogInAsync(control, source) is { } refusal)
            return refusal;
        var (data, problem) = await OpenDataAsync(control, source, "RETR", clock);
        if (data is null)
            return problem!;
        using var digest = new FileDigest();
        bool isWhole;
        using (data)
        {
            await using var stream = new NetworkStream(data);
            isWhole = await digest.ReadAsync(stream, options.MaxFileBytes, clock);
        }

        if (!isWhole)
            return FileReceipt.Failed(FileOutcome.TooLarge, $"The file at {source} is larger than {options.MaxFileBytes} bytes.");
        return await FinishAsync(control, source) ?? digest.ToReceipt();
    }

    public async Task<FileReceipt> UploadAsync(FileUrl destination, ReadOnlyMemory<byte> content, TransferClock clock)
    {
        using var control = await FtpControl.OpenAsync(connections, destination, clock);
        if (await LogInAsync(control, destination) is { } refusal)
            return refusal;
        var (data, problem) = await OpenDataAsync(control, destination, "STOR", clock);
        if (data is null)
            return problem!;
        using (data)
        {
            await using var stream = new NetworkStream(data);
            await stream.WriteAsync(content, clock.Token);
            data.Shutdown(SocketShutdown.Send);
        }

        return await FinishAsync(control, destination) ?? new FileReceipt(FileOutcome.Done) { Length = content.Length };
    }

    private static async Task<FileReceipt?> LogInAsync(FtpControl control, FileUrl url)
    {
        var welcome = await control.ReadAsync();
        if (!welcome.IsDone)
            return Refusal(welcome, url);
        var reply = await control.AskAsync("USER", url.User ?? "anonymous");
        if (reply.Code == 331)
            reply = await control.AskAsync("PASS", url.User is null ? "voltbench@" : url.Password ?? "");
        if (!reply.IsDone)
            return Refusal(reply, url);
        reply = await control.AskAsync("TYPE", "I");
        return reply.IsDone ? null : Refusal(reply, url);
    }

    /// <summary>Opens the data connection and starts the transfer on it.</summary>
    private async Task<(Socket? Data, FileReceipt? Problem)> OpenDataAsync(FtpControl control, FileUrl url, string verb, TransferClock clock)
    {
        var reply = await control.AskAsync("EPSV", null);
        var port = reply.ExtendedPort;
        if (port is null)
        {
            reply = await control.AskAsync("PASV", null);
            port = reply.PassivePort;
        }

        if (port is null)
            return (null, Refusal(reply, url));

        // The host that PASV names is not looked at: behind address translation it is wrong, and it could point anywhere.
        var data = await connections.ConnectAsync(control.Host, port.Value, clock.Token);
        var started = await control.AskAsync(verb, FtpControl.PathOf(url));
        if (started.IsUnderWay)
            return (data, null);
        data.Dispose();
        return (null, Refusal(started, url));
    }

    private static async Task<FileReceipt?> FinishAsync(FtpControl control, FileUrl url)
    {
        var reply = await control.ReadAsync();
        return reply.IsDone ? null : Refusal(reply, url);
    }

    private static FileReceipt Refusal(FtpReply reply, FileUrl url)
    {
        var outcome = reply.Code switch
        {
            530 or 532 => FileOutcome.Denied,
            550 => FileOutcome.NotFound,
            553 => FileOutcome.Denied,
            500 or 501 or 502 or 504 => FileOutcome.NotSupported,
            452 or 552 => FileOutcome.Refused,
            >= 400 and < 500 => FileOutcome.Broken,
            _ => FileOutcome.Refused,
        };
        return FileReceipt.Failed(outcome, $"{url.At} answered {reply.Code} for {url}.");
    }
}
