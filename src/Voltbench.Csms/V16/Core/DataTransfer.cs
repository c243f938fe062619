using Voltbench.Ocpp.V16.Core;

namespace Voltbench.Csms.V16.Core;

/// <summary>OCPP 1.6 §4.3: this CSMS speaks no vendor's extension.</summary>
internal static class DataTransfer
{
    public static DataTransferResponse Answer(Station station, DataTransferRequest request) => new() { Status = DataTransferStatus.UnknownVendorId };
}
