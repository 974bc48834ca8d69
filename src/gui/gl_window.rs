//! The window painted by the GPU, through eframe.

use std::cell::Cell;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use eframe::glow::{self, HasContext as _};
use egui::ViewportCommand;

use super::program::{Program, WindowSetup};

/// Names by which OpenGL admits that the CPU does the work, in lower case.
const SOFTWARE: [&str; 7] =
    ["llvmpipe", "softpipe", "swrast", "swiftshader", "software", "basic render", "gdi generic"];

/// Why there is no window painted by the GPU.
#[derive(Debug)]
pub enum GlProblem {
    /// OpenGL is there but runs on the CPU. Nothing was seen, the program was not made.
    Software,
    /// There is no OpenGL that would do. Nothing was seen, the program was not made.
    Missing(String),
    /// The window was open and then failed.
    Failed(String),
}

/// What the start is broken off with when OpenGL runs on the CPU.
#[derive(Debug)]
struct SoftwareGl;

impl fmt::Display for SoftwareGl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("OpenGL runs on the CPU")
    }
}

impl std::error::Error for SoftwareGl {}

/// Opens the window, runs until it is closed. `make` is called once OpenGL has been found good, before the window is
/// seen. With `accept_software` OpenGL is good even on the CPU.
pub fn run(
    setup: WindowSetup,
    accept_software: bool,
    make: impl FnOnce(&egui::Context) -> Box<dyn Program>,
) -> Result<(), GlProblem> {
    let made = Cell::new(false);
    let creator: eframe::AppCreator<'_> = Box::new(|creation| {
        if !accept_software && creation.gl.as_deref().is_some_and(runs_on_the_cpu) {
            return Err(Box::new(SoftwareGl));
        }
        made.set(true);
        creation.egui_ctx.set_embed_viewports(true);
        Ok(Box::new(Shell::new(make(&creation.egui_ctx))))
    });
    let title = setup.title.clone();
    let options = eframe::NativeOptions {
        viewport: setup.builder(),
        // The CPU window shows the same letters: no fonts of the machine's.
        system_font_fallback: false,
        ..eframe::NativeOptions::default()
    };
    // Old drivers lack functions without which eframe panics; so does winit where a library is missing.
    let ended = catch_unwind(AssertUnwindSafe(|| eframe::run_native(&title, options, creator)));
    match ended {
        Ok(Ok(())) => Ok(()),
        Ok(Err(eframe::Error::AppCreation(error))) if error.is::<SoftwareGl>() => {
            Err(GlProblem::Software)
        }
        Ok(Err(error)) if made.get() => Err(GlProblem::Failed(error.to_string())),
        Ok(Err(error)) => Err(GlProblem::Missing(error.to_string())),
        Err(panic) if made.get() => resume_unwind(panic),
        Err(panic) => Err(GlProblem::Missing(super::renderer::panic_text(panic.as_ref()))),
    }
}

fn runs_on_the_cpu(gl: &glow::Context) -> bool {
    // SAFETY: eframe has made this context current on this thread before it asks for the program.
    #[expect(unsafe_code, reason = "glow marks every call into OpenGL unsafe")]
    let name = unsafe { gl.get_parameter_string(glow::RENDERER) };
    is_software(&name)
}

fn is_software(renderer: &str) -> bool {
    let renderer = renderer.to_lowercase();
    SOFTWARE.iter().any(|name| renderer.contains(name))
}

/// The program, as eframe wants it.
struct Shell {
    program: Box<dyn Program>,
    /// The program has ended itself; it is not asked whether it may.
    over: bool,
    frames: u64,
}

impl Shell {
    fn new(program: Box<dyn Program>) -> Self {
        Self { program, over: false, frames: 0 }
    }

    /// Notes whether the program wants to close its window itself.
    fn listen(&mut self, ctx: &egui::Context) {
        self.over |= ctx.viewport(|viewport| viewport.commands.contains(&ViewportCommand::Close));
    }
}

impl eframe::App for Shell {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        // egui may draw a frame twice; the program's work is done once.
        if ctx.current_pass_index() > 0 {
            return;
        }
        self.frames += 1;
        match self.frames {
            // There must be a second frame, to tell that the first one is on the screen.
            1 => ctx.request_repaint(),
            2 => self.program.shown(ctx),
            _ => {}
        }
        self.listen(ctx);
        let asked = ctx.input(|input| input.viewport().close_requested());
        if asked && !self.over && !self.program.may_close(ctx) {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            if ctx.input(|input| input.viewport().minimized) == Some(true) {
                ctx.send_viewport_cmd(ViewportCommand::Minimized(false));
            }
        }
        self.program.logic(ctx);
        self.listen(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        self.program.ui(ui);
        self.listen(ui.ctx());
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        visuals.panel_fill.to_normalized_gamma_f32()
    }
}

#[cfg(test)]
mod tests {
    use super::is_software;

    #[test]
    fn software_is_known_by_its_name() {
        for name in [
            "llvmpipe (LLVM 19.1.7, 256 bits)",
            "softpipe",
            "Mesa DRI swrast",
            "ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device), SwiftShader driver)",
            "Apple Software Renderer",
            "Microsoft Basic Render Driver",
            "GDI Generic",
        ] {
            assert!(is_software(name), "{name}");
        }
        for name in [
            "Mesa Intel(R) UHD Graphics 620 (KBL GT2)",
            "NVIDIA GeForce RTX 3060/PCIe/SSE2",
            "AMD Radeon",
        ] {
            assert!(!is_software(name), "{name}");
        }
    }
}
