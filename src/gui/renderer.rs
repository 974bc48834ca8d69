//! Which of the two windows a machine gets: painted by the GPU, or by the CPU where there is none.

use std::any::Any;
use std::path::Path;
use std::process::Command;

use super::program::{Program, WindowSetup};
use super::{cpu_window, gl_window};

/// The environment variable with the user's choice, `gl` or `cpu`.
pub const SETTING: &str = "KRITERION_RENDERER";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Renderer {
    Gl,
    Cpu,
}

/// What the setting says; None when it says nothing that is known.
fn chosen(setting: Option<&str>) -> Option<Renderer> {
    match setting?.trim().to_ascii_lowercase().as_str() {
        "gl" => Some(Renderer::Gl),
        "cpu" => Some(Renderer::Cpu),
        _ => None,
    }
}

/// The renderer to start with: the chosen one, else OpenGL unless the machine plainly has no GPU.
pub fn wanted(setting: Option<&str>) -> Renderer {
    chosen(setting)
        .unwrap_or_else(|| if has_gpu(Path::new("/dev")) { Renderer::Gl } else { Renderer::Cpu })
}

/// Whether there may be a GPU: on Linux only with a device file of one. Asked first because OpenGL on the CPU is slow
/// even in saying that it is.
fn has_gpu(devices: &Path) -> bool {
    if !cfg!(target_os = "linux") {
        return true;
    }
    // NVIDIA's own driver and Windows' Linux subsystem have files of their own.
    if ["nvidiactl", "dxg"].iter().any(|name| devices.join(name).exists()) {
        return true;
    }
    let Ok(entries) = devices.join("dri").read_dir() else { return false };
    entries.flatten().any(|entry| entry.file_name().as_encoded_bytes().starts_with(b"renderD"))
}

/// Opens the window and runs until it is closed. `setting` is the value of [`SETTING`], if it is set.
///
/// Where OpenGL turns out not to do, the program starts anew with the CPU window, as a process has but one event loop:
/// on Unix this call then does not return.
pub fn run(
    setting: Option<&str>,
    setup: WindowSetup,
    make: impl FnOnce(&egui::Context) -> Box<dyn Program>,
) -> Result<(), String> {
    if wanted(setting) == Renderer::Cpu {
        return cpu_window::run(setup, make);
    }
    let explicit = chosen(setting) == Some(Renderer::Gl);
    match gl_window::run(setup, explicit, make) {
        Ok(()) => Ok(()),
        Err(gl_window::GlProblem::Failed(error)) => Err(error),
        Err(gl_window::GlProblem::Missing(error)) if explicit => Err(error),
        Err(gl_window::GlProblem::Missing(_) | gl_window::GlProblem::Software) => restart(),
    }
}

/// Starts this program again with the CPU window.
fn restart() -> Result<(), String> {
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    let mut command = Command::new(program);
    command.args(std::env::args_os().skip(1)).env(SETTING, "cpu");
    #[cfg(unix)]
    {
        use std::os::unix::process::CommandExt as _;
        // Returns only when it fails.
        Err(command.exec().to_string())
    }
    #[cfg(not(unix))]
    command.spawn().map(drop).map_err(|error| error.to_string())
}

/// What a panic said.
pub(super) fn panic_text(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "unknown panic".to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Renderer, has_gpu, wanted};

    #[test]
    fn the_setting_decides() {
        assert_eq!(wanted(Some("gl")), Renderer::Gl);
        assert_eq!(wanted(Some(" CPU")), Renderer::Cpu);
        assert_eq!(wanted(Some("vulkan")), wanted(None));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_gpu_shows_itself_as_a_device_file() -> std::io::Result<()> {
        let devices = tempfile::tempdir()?;
        assert!(!has_gpu(devices.path()));
        std::fs::create_dir(devices.path().join("dri"))?;
        std::fs::write(devices.path().join("dri/card0"), "")?;
        assert!(!has_gpu(devices.path()));
        std::fs::write(devices.path().join("dri/renderD128"), "")?;
        assert!(has_gpu(devices.path()));
        Ok(())
    }
}
