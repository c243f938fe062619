using Voltbench.Certification.Tests.Harness;
using Voltbench.Ocpp;
using Voltbench.Testing;

namespace Voltbench.Certification.Tests.V201;

/// <summary>Part 6, P: data transfer (P01).</summary>
public sealed class DataTransfers(TestLab lab)
{
    [Fact]
    [Shows(OcppVersion.V201, "DataTransfer")]
    public async Task TC_P_01_CS_Data_Transfer_Of_An_Unknown_Vendor()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        await station.SendAsync("DataTransfer", new { vendorId = "org.openchargealliance.octt", messageId = "test" }, "UnknownVendorId");
    }
}
