namespace Voltbench.Simulation.Transfers;

/// <summary>One protocol for files. What the server says is a receipt; broken connections and the clock are thrown.</summary>
internal interface IFileProtocol
{
    Task<FileReceipt> DownloadAsync(FileUrl source, TransferClock clock);

    Task<FileReceipt> UploadAsync(FileUrl destination, ReadOnlyMemory<byte> content, TransferClock clock);
}
